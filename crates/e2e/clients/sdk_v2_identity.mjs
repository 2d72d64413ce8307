// What version 2 of the AWS SDK for JavaScript signs is verified. Prints what it saw as JSON.
process.env.AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE = "1";
import AWS from "aws-sdk";

const endpoint = process.env.AWS_ENDPOINT_URL;
const options = { endpoint, maxRetries: 0, region: "us-east-1" };
const refused = async (call) => {
  try {
    await call();
    return { name: null };
  } catch (error) {
    return { name: error.code, status: error.statusCode };
  }
};
const lambda = new AWS.Lambda(options);
const iam = new AWS.IAM(options);
const sts = new AWS.STS(options);
const wrong = new AWS.Lambda({
  ...options,
  credentials: new AWS.Credentials(process.env.AWS_ACCESS_KEY_ID, "wrong"),
});
const { Functions } = await lambda.listFunctions({ MaxItems: 10 }).promise();
const { Arn } = await sts.getCallerIdentity().promise();
await iam.createUser({ UserName: "v2", Tags: [{ Key: "a b", Value: "1+1=2" }] }).promise();
const { User } = await iam.getUser({ UserName: "v2" }).promise();
console.log(
  JSON.stringify({
    functions: Functions,
    arn: Arn,
    tags: User.Tags,
    missing: await refused(() =>
      lambda.getFunction({ FunctionName: "arn:aws:lambda:us-east-1:000000000000:function:nobody" }).promise(),
    ),
    wrong: await refused(() => wrong.listFunctions().promise()),
  }),
);
