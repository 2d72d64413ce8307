// What version 3 of the AWS SDK for JavaScript signs is verified. Prints what it saw as JSON.
import { LambdaClient, GetFunctionCommand, ListFunctionsCommand } from "@aws-sdk/client-lambda";

const client = new LambdaClient({ maxAttempts: 1 });
const wrong = new LambdaClient({
  maxAttempts: 1,
  credentials: { accessKeyId: process.env.AWS_ACCESS_KEY_ID, secretAccessKey: "wrong" },
});
const refused = async (call) => {
  try {
    await call();
    return { name: null };
  } catch (error) {
    return { name: error.name, status: error.$metadata?.httpStatusCode };
  }
};
const listed = await client.send(new ListFunctionsCommand({ FunctionVersion: "ALL", MaxItems: 10 }));
// A name with colons is encoded in the path, and once more in what is signed.
const FunctionName = "arn:aws:lambda:us-east-1:000000000000:function:nobody";
console.log(
  JSON.stringify({
    functions: listed.Functions,
    missing: await refused(() => client.send(new GetFunctionCommand({ FunctionName, Qualifier: "$LATEST" }))),
    wrong: await refused(() => wrong.send(new ListFunctionsCommand({}))),
  }),
);
