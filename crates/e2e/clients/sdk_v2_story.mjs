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

const control = async () => {
  const seen = {};
  await creation(plan.handler, plan.first).promise();
  await client.waitFor("functionActiveV2", { FunctionName, $waiter: { delay: 1 } }).promise();
  const one = await client.publishVersion({ FunctionName, Description: "first" }).promise();
  const code = { FunctionName, ZipFile: readFileSync(plan.second), Publish: true };
  const two = await client.updateFunctionCode(code).promise();
  await client.waitFor("functionUpdatedV2", { FunctionName, $waiter: { delay: 1 } }).promise();
  seen.published = [one.Version, one.Description, two.Version];

  const alias = await client.createAlias({ FunctionName, Name: "live", FunctionVersion: "1" }).promise();
  seen.alias = [alias.Name, alias.FunctionVersion, alias.AliasArn];
  seen.before = (await invoke({ Qualifier: "live" }))[0].ExecutedVersion;
  const routing = { FunctionName, Name: "live", RoutingConfig: { AdditionalVersionWeights: { 2: 1.0 } } };
  const weighted = await client.updateAlias(routing).promise();
  seen.weights = weighted.RoutingConfig.AdditionalVersionWeights;
  seen.after = (await invoke({ Qualifier: "live" }))[0].ExecutedVersion;
  const got = await client.getAlias({ FunctionName, Name: "live" }).promise();
  seen.same_alias = got.RevisionId === weighted.RevisionId && got.RevisionId !== alias.RevisionId;

  const live = { FunctionName, Qualifier: "live" };
  const permission = { Action: "lambda:InvokeFunction", Principal: "s3.amazonaws.com", SourceArn: "arn:aws:s3:::bucket" };
  await client.addPermission({ ...live, StatementId: "s3", ...permission }).promise();
  seen.policy = JSON.parse((await client.getPolicy(live).promise()).Policy);
  await client.removePermission({ ...live, StatementId: "s3" }).promise();
  seen.no_policy = await refused(client.getPolicy(live));

  const Resource = "arn:aws:lambda:us-east-1:000000000000:function:" + FunctionName;
  await client.tagResource({ Resource, Tags: { a: "1", "b/c d": "2" } }).promise();
  await client.untagResource({ Resource, TagKeys: ["a", "z"] }).promise();
  seen.tags = (await client.listTags({ Resource }).promise()).Tags;

  await client.putFunctionConcurrency({ FunctionName, ReservedConcurrentExecutions: 0 }).promise();
  seen.reserved = (await client.getFunctionConcurrency({ FunctionName }).promise()).ReservedConcurrentExecutions;
  seen.throttled = await refused(client.invoke({ FunctionName, Payload: "{}" }));
  await client.putFunctionConcurrency({ FunctionName, ReservedConcurrentExecutions: 5 }).promise();
  const settings = await client.getAccountSettings().promise();
  seen.unreserved = settings.AccountLimit.UnreservedConcurrentExecutions;
  seen.functions = settings.AccountUsage.FunctionCount;
  await client.deleteFunctionConcurrency({ FunctionName }).promise();
  const version = { FunctionName, Qualifier: "1" };
  const provision = { ...version, ProvisionedConcurrentExecutions: 1 };
  const put = await client.putProvisionedConcurrencyConfig(provision).promise();
  seen.provisioned = [put.Status, (await client.getProvisionedConcurrencyConfig(version).promise()).Status];
  await client.deleteProvisionedConcurrencyConfig(version).promise();

  const signer = "arn:aws:signer:us-east-1:000000000000:/signing-profiles/p/v";
  const publishers = { AllowedPublishers: { SigningProfileVersionArns: [signer] } };
  const config = (await client.createCodeSigningConfig(publishers).promise()).CodeSigningConfig;
  const signing = { CodeSigningConfigArn: config.CodeSigningConfigArn };
  await client.putFunctionCodeSigningConfig({ FunctionName, ...signing }).promise();
  const its = await client.getFunctionCodeSigningConfig({ FunctionName }).promise();
  const signed = await client.listFunctionsByCodeSigningConfig(signing).promise();
  seen.signing = [its.CodeSigningConfigArn === signing.CodeSigningConfigArn, signed.FunctionArns];
  await client.deleteFunctionCodeSigningConfig({ FunctionName }).promise();
  await client.deleteCodeSigningConfig(signing).promise();
  seen.updates = (await client.getRuntimeManagementConfig({ FunctionName }).promise()).UpdateRuntimeOn;

  const pages = async (operation, input, rows) => {
    const all = [];
    let Marker;
    do {
      const page = await client[operation]({ ...input, Marker }).promise();
      all.push(...page[rows]);
      Marker = page.NextMarker;
    } while (Marker);
    return all;
  };
  const paged = { FunctionName, MaxItems: 1 };
  seen.versions = (await pages("listVersionsByFunction", paged, "Versions")).map((one) => one.Version);
  seen.aliases = (await pages("listAliases", paged, "Aliases")).map((one) => one.Name);
  const all = await pages("listFunctions", { FunctionVersion: "ALL", MaxItems: 2 }, "Functions");
  seen.all = all.map((one) => one.FunctionArn);

  seen.referenced = await refused(client.deleteFunction({ FunctionName, Qualifier: "2" }));
  await client.deleteAlias({ FunctionName, Name: "live" }).promise();
  await client.deleteFunction({ FunctionName, Qualifier: "2" }).promise();
  const left = await client.listVersionsByFunction({ FunctionName }).promise();
  seen.left = left.Versions.map((one) => one.Version);
  await client.deleteFunction({ FunctionName }).promise();
  seen.gone = await refused(client.getFunction({ FunctionName }));
  return seen;
};

console.log(JSON.stringify(await { life, errors, control }[plan.story]()));
