//! The whole control plane through the AWS SDK for Rust. Reads what to do as JSON, and prints what it saw as JSON.

use aws_sdk_lambda::client::Waiters;
use aws_sdk_lambda::config::retry::RetryConfig;
use aws_sdk_lambda::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_lambda::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_lambda::primitives::Blob;
use aws_sdk_lambda::types::{AliasRoutingConfiguration, AllowedPublishers, FunctionCode, FunctionVersion, Runtime};
use aws_sdk_lambda::{Client, Config};
use serde_json::{Value, json};
use std::time::Duration;

type Failure = Box<dyn std::error::Error>;

const PATIENCE: Duration = Duration::from_secs(60);

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    let plan: Value = serde_json::from_reader(std::io::stdin())?;
    let of = |name: &str| plan[name].as_str().unwrap_or_default().to_owned();
    let variable = |name| std::env::var(name).map_err(|_| format!("{name} is not set"));
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(variable("AWS_REGION")?))
        .endpoint_url(variable("AWS_ENDPOINT_URL")?)
        .credentials_provider(Credentials::new("000000000000", "secret", None, None, "story"))
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        // One attempt: a retry would hide an answer that is wrong at first.
        .retry_config(RetryConfig::disabled())
        .build();
    let story = Story { client: Client::from_conf(config), name: of("name") };
    let seen = story.control(&of("runtime"), &of("handler"), &of("first"), &of("second")).await?;
    println!("{seen}");
    Ok(())
}

struct Story {
    client: Client,
    name: String,
}

impl Story {
    async fn control(&self, runtime: &str, handler: &str, first: &str, second: &str) -> Result<Value, Failure> {
        let (client, name) = (&self.client, &self.name);
        let mut seen = json!({});
        client
            .create_function()
            .function_name(name)
            .runtime(Runtime::from(runtime))
            .handler(handler)
            .role("arn:aws:iam::000000000000:role/e2e")
            .code(FunctionCode::builder().zip_file(Blob::new(std::fs::read(first)?)).build())
            .send()
            .await?;
        client.wait_until_function_active_v2().function_name(name).wait(PATIENCE).await?;
        let one = client.publish_version().function_name(name).description("first").send().await?;
        let zip = Blob::new(std::fs::read(second)?);
        let two = client.update_function_code().function_name(name).zip_file(zip).publish(true).send().await?;
        client.wait_until_function_updated_v2().function_name(name).wait(PATIENCE).await?;
        seen["published"] = json!([one.version(), one.description(), two.version()]);

        self.aliases(&mut seen).await?;
        self.permissions(&mut seen).await?;
        self.tags(&mut seen).await?;
        self.concurrency(&mut seen).await?;
        self.signing(&mut seen).await?;
        let updates = client.get_runtime_management_config().function_name(name).send().await?;
        seen["updates"] = json!(updates.update_runtime_on().map(|on| on.as_str()));
        self.lists(&mut seen).await?;

        let delete = |qualifier: &str| client.delete_function().function_name(name).qualifier(qualifier);
        seen["referenced"] = refused(delete("2").send().await);
        client.delete_alias().function_name(name).name("live").send().await?;
        delete("2").send().await?;
        let left = client.list_versions_by_function().function_name(name).send().await?;
        seen["left"] = left.versions().iter().map(|one| one.version()).collect();
        client.delete_function().function_name(name).send().await?;
        seen["gone"] = refused(client.get_function().function_name(name).send().await);
        Ok(seen)
    }

    async fn executed(&self) -> Result<Option<String>, Failure> {
        let invoke = self.client.invoke().function_name(&self.name).qualifier("live");
        let answer = invoke.payload(Blob::new(r#"{"name":"Edo"}"#)).send().await?;
        Ok(answer.executed_version().map(str::to_owned))
    }

    async fn aliases(&self, seen: &mut Value) -> Result<(), Failure> {
        let (client, name) = (&self.client, &self.name);
        let alias = client.create_alias().function_name(name).name("live").function_version("1").send().await?;
        seen["alias"] = json!([alias.name(), alias.function_version(), alias.alias_arn()]);
        seen["before"] = json!(self.executed().await?);
        let routing = AliasRoutingConfiguration::builder().additional_version_weights("2", 1.0).build();
        let weighted =
            client.update_alias().function_name(name).name("live").routing_config(routing).send().await?;
        let weights = weighted.routing_config().and_then(|routing| routing.additional_version_weights());
        seen["weights"] = json!(weights);
        seen["after"] = json!(self.executed().await?);
        let got = client.get_alias().function_name(name).name("live").send().await?;
        seen["same_alias"] =
            json!(got.revision_id() == weighted.revision_id() && got.revision_id() != alias.revision_id());
        Ok(())
    }

    async fn permissions(&self, seen: &mut Value) -> Result<(), Failure> {
        let (client, name) = (&self.client, &self.name);
        client
            .add_permission()
            .function_name(name)
            .qualifier("live")
            .statement_id("s3")
            .action("lambda:InvokeFunction")
            .principal("s3.amazonaws.com")
            .source_arn("arn:aws:s3:::bucket")
            .send()
            .await?;
        let policy = client.get_policy().function_name(name).qualifier("live").send().await?;
        seen["policy"] = serde_json::from_str(policy.policy().unwrap_or_default())?;
        let remove = client.remove_permission().function_name(name).qualifier("live");
        remove.statement_id("s3").send().await?;
        seen["no_policy"] = refused(client.get_policy().function_name(name).qualifier("live").send().await);
        Ok(())
    }

    async fn tags(&self, seen: &mut Value) -> Result<(), Failure> {
        let client = &self.client;
        let arn = format!("arn:aws:lambda:us-east-1:000000000000:function:{}", self.name);
        client.tag_resource().resource(&arn).tags("a", "1").tags("b/c d", "2").send().await?;
        client.untag_resource().resource(&arn).tag_keys("a").tag_keys("z").send().await?;
        seen["tags"] = json!(client.list_tags().resource(&arn).send().await?.tags());
        Ok(())
    }

    async fn concurrency(&self, seen: &mut Value) -> Result<(), Failure> {
        let (client, name) = (&self.client, &self.name);
        let reserve =
            |count| client.put_function_concurrency().function_name(name).reserved_concurrent_executions(count);
        reserve(0).send().await?;
        let reserved = client.get_function_concurrency().function_name(name).send().await?;
        seen["reserved"] = json!(reserved.reserved_concurrent_executions());
        seen["throttled"] = refused(client.invoke().function_name(name).send().await);
        reserve(5).send().await?;
        let settings = client.get_account_settings().send().await?;
        let unreserved = settings.account_limit().and_then(|limit| limit.unreserved_concurrent_executions());
        seen["unreserved"] = json!(unreserved);
        seen["functions"] = json!(settings.account_usage().map(|usage| usage.function_count()));
        client.delete_function_concurrency().function_name(name).send().await?;
        let put = client.put_provisioned_concurrency_config().function_name(name).qualifier("1");
        let put = put.provisioned_concurrent_executions(1).send().await?;
        let got = client.get_provisioned_concurrency_config().function_name(name).qualifier("1").send().await?;
        seen["provisioned"] =
            json!([put.status().map(|status| status.as_str()), got.status().map(|status| status.as_str())]);
        client.delete_provisioned_concurrency_config().function_name(name).qualifier("1").send().await?;
        Ok(())
    }

    async fn signing(&self, seen: &mut Value) -> Result<(), Failure> {
        let (client, name) = (&self.client, &self.name);
        let signer = "arn:aws:signer:us-east-1:000000000000:/signing-profiles/p/v";
        let publishers = AllowedPublishers::builder().signing_profile_version_arns(signer).build()?;
        let made = client.create_code_signing_config().allowed_publishers(publishers).send().await?;
        let arn = made.code_signing_config().map(|config| config.code_signing_config_arn()).unwrap_or_default();
        client.put_function_code_signing_config().function_name(name).code_signing_config_arn(arn).send().await?;
        let got = client.get_function_code_signing_config().function_name(name).send().await?;
        let listed = client.list_functions_by_code_signing_config().code_signing_config_arn(arn).send().await?;
        seen["signing"] = json!([got.code_signing_config_arn() == arn, listed.function_arns()]);
        client.delete_function_code_signing_config().function_name(name).send().await?;
        client.delete_code_signing_config().code_signing_config_arn(arn).send().await?;
        Ok(())
    }

    async fn lists(&self, seen: &mut Value) -> Result<(), Failure> {
        let (client, name) = (&self.client, &self.name);
        let versions = client.list_versions_by_function().function_name(name).into_paginator().page_size(1);
        let versions = versions.items().send().collect::<Result<Vec<_>, _>>().await?;
        seen["versions"] = versions.iter().map(|one| one.version()).collect();
        let aliases = client.list_aliases().function_name(name).into_paginator().page_size(1);
        let aliases = aliases.items().send().collect::<Result<Vec<_>, _>>().await?;
        seen["aliases"] = aliases.iter().map(|one| one.name()).collect();
        let all = client.list_functions().function_version(FunctionVersion::All).into_paginator().page_size(2);
        let all = all.items().send().collect::<Result<Vec<_>, _>>().await?;
        seen["all"] = all.iter().map(|one| one.function_arn()).collect();
        Ok(())
    }
}

/// What a refusal is: its code, its status, and whether the SDK has a type for it.
fn refused<T, E: ProvideErrorMetadata + std::fmt::Debug>(
    outcome: Result<T, SdkError<E, aws_sdk_lambda::config::http::HttpResponse>>,
) -> Value {
    match outcome {
        Ok(_) => json!({"name": null}),
        Err(SdkError::ServiceError(error)) => json!({
            "name": error.err().code(),
            "status": error.raw().status().as_u16(),
            "typed": !format!("{:?}", error.err()).starts_with("Unhandled"),
        }),
        Err(other) => json!({"name": format!("{other:?}")}),
    }
}
