// A function's whole life through version 2 of the AWS SDK for JavaScript, which many functions still carry. Reads
// what to do as JSON, and prints what it saw as JSON.
process.env.AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE = "1";
import { readFileSync } from "node:fs";
import Lambda from "aws-sdk/clients/lambda.js";

const plan = JSON.parse(readFileSync(0, "utf8"));
const client = new Lambda({ endpoint: process.env.AWS_ENDPOINT_URL, maxRetries: 0 });
const FunctionName = plan.name;

const refused = async (request) => {
  try {
    await request.promise();
    return { name: null };
  } catch (error) {
    return { name: error.code, status: error.statusCode };
  }
};

const creation = (handler, path) =>
  client.createFunction({
    FunctionName,
    Runtime: plan.runtime,
    Handler: handler,
    Role: "arn:aws:iam::000000000000:role/e2e",
    Code: { ZipFile: readFileSync(path) },
    Environment: { Variables: { GREETING: "from outside" } },
  });

const invoke = async (more = {}) => {
  const parameters = { FunctionName, Payload: JSON.stringify({ name: "Edo" }), ...more };
  const answer = await client.invoke(parameters).promise();
  return [answer, JSON.parse(answer.Payload)];
};

const life = async () => {
  const seen = {};
  seen.created = (await creation(plan.handler, plan.first).promise()).State;
  await client.waitFor("functionActiveV2", { FunctionName, $waiter: { delay: 1 } }).promise();
  const got = await client.getFunction({ FunctionName }).promise();
  seen.active = got.Configuration.State;
  seen.sha256 = got.Configuration.CodeSha256;
  const [answer, first] = await invoke({ LogType: "Tail" });
  Object.assign(seen, { first, status: answer.StatusCode, version: answer.ExecutedVersion });
  seen.tail = Buffer.from(answer.LogResult, "base64").toString();
  const listed = await client.listFunctions().promise();
  seen.listed = listed.Functions.some((one) => one.FunctionName === FunctionName);
  await client.updateFunctionCode({ FunctionName, ZipFile: readFileSync(plan.second) }).promise();
  await client.waitFor("functionUpdatedV2", { FunctionName, $waiter: { delay: 1 } }).promise();
  seen.second = (await invoke())[1];
  const change = { FunctionName, Timeout: 9, MemorySize: 256, Description: "longer" };
  await client.updateFunctionConfiguration(change).promise();
  await client.waitFor("functionUpdatedV2", { FunctionName, $waiter: { delay: 1 } }).promise();
  const changed = await client.getFunctionConfiguration({ FunctionName }).promise();
  seen.configured = [changed.Timeout, changed.MemorySize, changed.Description];
  await client.deleteFunction({ FunctionName }).promise();
  seen.gone = await refused(client.getFunction({ FunctionName }));
  return seen;
};

const errors = async () => {
  await creation(plan.failing, plan.failures).promise();
  await client.waitFor("functionActiveV2", { FunctionName, $waiter: { delay: 1 } }).promise();
  const [answer, payload] = await invoke();
  const large = JSON.stringify("x".repeat(6_291_455));
  return {
    function: { kind: answer.FunctionError, status: answer.StatusCode, payload },
    twice: await refused(creation(plan.failing, plan.failures)),
    unknown: await refused(client.invoke({ FunctionName: "nobody", Payload: "{}" })),
    invalid: await refused(client.updateFunctionConfiguration({ FunctionName, MemorySize: 40_000 })),
    not_json: await refused(client.invoke({ FunctionName, Payload: "{" })),
    too_large: await refused(client.invoke({ FunctionName, Payload: large })),
  };
};

console.log(JSON.stringify(await { life, errors }[plan.story]()));
