// A function's whole life through version 3 of the AWS SDK for JavaScript. Reads what to do as JSON, and prints what
// it saw as JSON.
import { readFileSync } from "node:fs";
import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateCodeSigningConfigCommand,
  CreateFunctionCommand,
  DeleteAliasCommand,
  DeleteCodeSigningConfigCommand,
  DeleteFunctionCodeSigningConfigCommand,
  DeleteFunctionCommand,
  DeleteFunctionConcurrencyCommand,
  DeleteProvisionedConcurrencyConfigCommand,
  GetAccountSettingsCommand,
  GetAliasCommand,
  GetFunctionCodeSigningConfigCommand,
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  GetProvisionedConcurrencyConfigCommand,
  GetRuntimeManagementConfigCommand,
  InvokeCommand,
  LambdaClient,
  LambdaServiceException,
  ListFunctionsByCodeSigningConfigCommand,
  ListTagsCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  PutFunctionCodeSigningConfigCommand,
  PutFunctionConcurrencyCommand,
  PutProvisionedConcurrencyConfigCommand,
  RemovePermissionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  paginateListAliases,
  paginateListFunctions,
  paginateListVersionsByFunction,
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

const control = async () => {
  const seen = {};
  await client.send(creation(plan.handler, plan.first));
  await waitUntilFunctionActiveV2(patience, { FunctionName });
  const one = await client.send(new PublishVersionCommand({ FunctionName, Description: "first" }));
  const code = { FunctionName, ZipFile: readFileSync(plan.second), Publish: true };
  const two = await client.send(new UpdateFunctionCodeCommand(code));
  await waitUntilFunctionUpdatedV2(patience, { FunctionName });
  seen.published = [one.Version, one.Description, two.Version];

  const alias = await client.send(new CreateAliasCommand({ FunctionName, Name: "live", FunctionVersion: "1" }));
  seen.alias = [alias.Name, alias.FunctionVersion, alias.AliasArn];
  seen.before = (await invoke({ Qualifier: "live" }))[0].ExecutedVersion;
  const routing = { FunctionName, Name: "live", RoutingConfig: { AdditionalVersionWeights: { 2: 1.0 } } };
  const weighted = await client.send(new UpdateAliasCommand(routing));
  seen.weights = weighted.RoutingConfig.AdditionalVersionWeights;
  seen.after = (await invoke({ Qualifier: "live" }))[0].ExecutedVersion;
  const got = await client.send(new GetAliasCommand({ FunctionName, Name: "live" }));
  seen.same_alias = got.RevisionId === weighted.RevisionId && got.RevisionId !== alias.RevisionId;

  const live = { FunctionName, Qualifier: "live" };
  const permission = { Action: "lambda:InvokeFunction", Principal: "s3.amazonaws.com", SourceArn: "arn:aws:s3:::bucket" };
  await client.send(new AddPermissionCommand({ ...live, StatementId: "s3", ...permission }));
  seen.policy = JSON.parse((await client.send(new GetPolicyCommand(live))).Policy);
  await client.send(new RemovePermissionCommand({ ...live, StatementId: "s3" }));
  seen.no_policy = await refused(new GetPolicyCommand(live));

  const Resource = "arn:aws:lambda:us-east-1:000000000000:function:" + FunctionName;
  await client.send(new TagResourceCommand({ Resource, Tags: { a: "1", "b/c d": "2" } }));
  await client.send(new UntagResourceCommand({ Resource, TagKeys: ["a", "z"] }));
  seen.tags = (await client.send(new ListTagsCommand({ Resource }))).Tags;

  await client.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 0 }));
  seen.reserved = (await client.send(new GetFunctionConcurrencyCommand({ FunctionName }))).ReservedConcurrentExecutions;
  seen.throttled = await refused(new InvokeCommand({ FunctionName, Payload: "{}" }));
  await client.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 5 }));
  const settings = await client.send(new GetAccountSettingsCommand({}));
  seen.unreserved = settings.AccountLimit.UnreservedConcurrentExecutions;
  seen.functions = settings.AccountUsage.FunctionCount;
  await client.send(new DeleteFunctionConcurrencyCommand({ FunctionName }));
  const version = { FunctionName, Qualifier: "1" };
  const provision = { ...version, ProvisionedConcurrentExecutions: 1 };
  const put = await client.send(new PutProvisionedConcurrencyConfigCommand(provision));
  seen.provisioned = [put.Status, (await client.send(new GetProvisionedConcurrencyConfigCommand(version))).Status];
  await client.send(new DeleteProvisionedConcurrencyConfigCommand(version));

  const signer = "arn:aws:signer:us-east-1:000000000000:/signing-profiles/p/v";
  const publishers = { AllowedPublishers: { SigningProfileVersionArns: [signer] } };
  const config = (await client.send(new CreateCodeSigningConfigCommand(publishers))).CodeSigningConfig;
  const signing = { CodeSigningConfigArn: config.CodeSigningConfigArn };
  await client.send(new PutFunctionCodeSigningConfigCommand({ FunctionName, ...signing }));
  const its = await client.send(new GetFunctionCodeSigningConfigCommand({ FunctionName }));
  const signed = await client.send(new ListFunctionsByCodeSigningConfigCommand(signing));
  seen.signing = [its.CodeSigningConfigArn === signing.CodeSigningConfigArn, signed.FunctionArns];
  await client.send(new DeleteFunctionCodeSigningConfigCommand({ FunctionName }));
  await client.send(new DeleteCodeSigningConfigCommand(signing));
  seen.updates = (await client.send(new GetRuntimeManagementConfigCommand({ FunctionName }))).UpdateRuntimeOn;

  const pages = async (paginator, input, rows) => {
    const all = [];
    for await (const page of paginator({ client, pageSize: input.MaxItems }, { ...input, MaxItems: undefined })) {
      all.push(...page[rows]);
    }
    return all;
  };
  const paged = { FunctionName, MaxItems: 1 };
  seen.versions = (await pages(paginateListVersionsByFunction, paged, "Versions")).map((one) => one.Version);
  seen.aliases = (await pages(paginateListAliases, paged, "Aliases")).map((one) => one.Name);
  const all = await pages(paginateListFunctions, { FunctionVersion: "ALL", MaxItems: 2 }, "Functions");
  seen.all = all.map((one) => one.FunctionArn);

  seen.referenced = await refused(new DeleteFunctionCommand({ FunctionName, Qualifier: "2" }));
  await client.send(new DeleteAliasCommand({ FunctionName, Name: "live" }));
  await client.send(new DeleteFunctionCommand({ FunctionName, Qualifier: "2" }));
  const left = await client.send(new ListVersionsByFunctionCommand({ FunctionName }));
  seen.left = left.Versions.map((one) => one.Version);
  await client.send(new DeleteFunctionCommand({ FunctionName }));
  seen.gone = await refused(new GetFunctionCommand({ FunctionName }));
  return seen;
};

console.log(JSON.stringify(await { life, errors, control }[plan.story]()));
