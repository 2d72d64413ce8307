// A function's whole life through version 3 of the AWS SDK for JavaScript. Reads what to do as JSON, and prints what
// it saw as JSON.
import { readFileSync } from "node:fs";
import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  LambdaClient,
  LambdaServiceException,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  paginateListFunctions,
  waitUntilFunctionActiveV2,
  waitUntilFunctionUpdatedV2,
} from "@aws-sdk/client-lambda";

const plan = JSON.parse(readFileSync(0, "utf8"));
// One attempt: a retry would hide an answer that is wrong at first.
const client = new LambdaClient({ maxAttempts: 1 });
const FunctionName = plan.name;
const patience = { client, maxWaitTime: 60, minDelay: 1, maxDelay: 1 };

const refused = async (command) => {
  try {
    await client.send(command);
    return { name: null };
  } catch (error) {
    const typed = error.constructor !== LambdaServiceException && error instanceof LambdaServiceException;
    return { name: error.name, status: error.$metadata?.httpStatusCode, typed };
  }
};

const creation = (handler, path) =>
  new CreateFunctionCommand({
    FunctionName,
    Runtime: plan.runtime,
    Handler: handler,
    Role: "arn:aws:iam::000000000000:role/e2e",
    Code: { ZipFile: readFileSync(path) },
    Environment: { Variables: { GREETING: "from outside" } },
  });

const invoke = async (more = {}) => {
  const command = new InvokeCommand({ FunctionName, Payload: JSON.stringify({ name: "Edo" }), ...more });
  const answer = await client.send(command);
  return [answer, JSON.parse(answer.Payload.transformToString())];
};

const life = async () => {
  const seen = {};
  seen.created = (await client.send(creation(plan.handler, plan.first))).State;
  await waitUntilFunctionActiveV2(patience, { FunctionName });
  const got = await client.send(new GetFunctionCommand({ FunctionName }));
  seen.active = got.Configuration.State;
  seen.sha256 = got.Configuration.CodeSha256;
  const [answer, first] = await invoke({ LogType: "Tail" });
  Object.assign(seen, { first, status: answer.StatusCode, version: answer.ExecutedVersion });
  seen.tail = Buffer.from(answer.LogResult, "base64").toString();
  seen.listed = false;
  for await (const page of paginateListFunctions({ client }, {})) {
    seen.listed ||= page.Functions.some((one) => one.FunctionName === FunctionName);
  }
  await client.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: readFileSync(plan.second) }));
  await waitUntilFunctionUpdatedV2(patience, { FunctionName });
  seen.second = (await invoke())[1];
  const change = { FunctionName, Timeout: 9, MemorySize: 256, Description: "longer" };
  await client.send(new UpdateFunctionConfigurationCommand(change));
  await waitUntilFunctionUpdatedV2(patience, { FunctionName });
  const changed = await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
  seen.configured = [changed.Timeout, changed.MemorySize, changed.Description];
  await client.send(new DeleteFunctionCommand({ FunctionName }));
  seen.gone = await refused(new GetFunctionCommand({ FunctionName }));
  return seen;
};

const errors = async () => {
  await client.send(creation(plan.failing, plan.failures));
  await waitUntilFunctionActiveV2(patience, { FunctionName });
  const [answer, payload] = await invoke();
  const large = JSON.stringify("x".repeat(6_291_455));
  return {
    function: { kind: answer.FunctionError, status: answer.StatusCode, payload },
    twice: await refused(creation(plan.failing, plan.failures)),
    unknown: await refused(new InvokeCommand({ FunctionName: "nobody", Payload: "{}" })),
    invalid: await refused(new UpdateFunctionConfigurationCommand({ FunctionName, MemorySize: 40_000 })),
    not_json: await refused(new InvokeCommand({ FunctionName, Payload: "{" })),
    too_large: await refused(new InvokeCommand({ FunctionName, Payload: large })),
  };
};

console.log(JSON.stringify(await { life, errors }[plan.story]()));
