//! Invoke: RequestResponse and DryRun.

use crate::Lambda;
use crate::name::FunctionName;
use crate::rules;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use lambda_exec::{Invocation, Refusal, Reply};
use model::lambda::errors::{
    INVALID_REQUEST_CONTENT_EXCEPTION, INVALID_RUNTIME_EXCEPTION, RESOURCE_NOT_FOUND_EXCEPTION,
    SERVICE_EXCEPTION, TOO_MANY_REQUESTS_EXCEPTION,
};
use model::lambda::{InvocationType, Invoke, InvokeInput, InvokeOutput, LogType};
use service::{Ctx, Error, Handle, Result};
use shape::{ApiError, Blob};

impl Handle<Invoke> for Lambda {
    async fn handle(&self, ctx: &Ctx, input: InvokeInput) -> Result<InvokeOutput> {
        let name =
            FunctionName::parse(ctx, "InvokeFunction", &input.function_name, input.qualifier.as_deref())?;
        let kind = input.invocation_type.unwrap_or(InvocationType::RequestResponse);
        rules::not_offered(&[
            ("asynchronous invocations (Event)", kind == InvocationType::Event),
            ("tenant isolation", input.tenant_id.is_some()),
            ("durable functions", input.durable_execution_name.is_some()),
        ])?;
        let payload = input.payload.map(|blob| blob.0).unwrap_or_default();
        let function = match self.serving(ctx, &name).await {
            Ok(function) => function,
            Err(error) if is_not_found(&error) => return Err(name_latest(error, ctx, &name)),
            // Whether the payload can be read is judged before the function's state.
            Err(error) => return Err(check_json(&payload).err().map_or(error, Error::Api)),
        };
        check_json(&payload)?;
        let client_context = input.client_context.as_deref().map(client_context).transpose()?;
        if kind == InvocationType::DryRun {
            return Ok(InvokeOutput { status_code: Some(204), ..Default::default() });
        }

        let invocation = Invocation {
            request_id: ctx.request_id.clone(),
            invoked_arn: name.qualified_arn(ctx),
            payload: if payload.is_empty() { Bytes::from_static(b"{}") } else { payload },
            client_context,
            trace: ctx.trace.clone().unwrap_or_default(),
            tail: input.log_type == Some(LogType::Tail),
        };
        let executed_version = Some(function.version.to_string());
        match self.exec.invoke(function, invocation).await {
            Ok(Reply { payload, function_error, tail }) => Ok(InvokeOutput {
                status_code: Some(200),
                function_error: function_error.map(str::to_owned),
                log_result: tail.map(|tail| BASE64_STANDARD.encode(tail)),
                payload: Some(Blob(payload)),
                executed_version,
                ..Default::default()
            }),
            Err(refusal) => Err(refused(refusal)),
        }
    }
}

fn is_not_found(error: &Error) -> bool {
    matches!(error, Error::Api(api) if api.shape.code == RESOURCE_NOT_FOUND_EXCEPTION.code)
}

/// Since August 2025 AWS names `$LATEST` when the caller named no version.
fn name_latest(error: Error, ctx: &Ctx, name: &FunctionName) -> Error {
    match error {
        Error::Api(_) if name.qualifier.is_none() => {
            let named = FunctionName { qualifier: Some(crate::name::LATEST.into()), ..name.clone() };
            named.not_found(ctx).into()
        }
        other => other,
    }
}

/// AWS parses the payload before it takes it; an empty one is fine. The text is that of its JSON parser, of which
/// clients can only rely on the beginning.
fn check_json(payload: &[u8]) -> Result<(), ApiError> {
    if payload.is_empty() {
        return Ok(());
    }
    match serde_json::from_slice::<serde::de::IgnoredAny>(payload) {
        Ok(_) => Ok(()),
        Err(error) => Err(INVALID_REQUEST_CONTENT_EXCEPTION.with(format!(
            "Could not parse request body into json: Could not parse payload into json: {error}"
        ))),
    }
}

fn client_context(base64: &str) -> Result<String, ApiError> {
    if !limits::lambda::CLIENT_CONTEXT_BYTES_MAX.allows(base64.len()) {
        return Err(INVALID_REQUEST_CONTENT_EXCEPTION.with(format!(
            "Client context must be no more than {} bytes.",
            limits::lambda::CLIENT_CONTEXT_BYTES_MAX.value
        )));
    }
    let json = BASE64_STANDARD.decode(base64).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    json.filter(|json| serde_json::from_str::<serde::de::IgnoredAny>(json).is_ok()).ok_or_else(|| {
        INVALID_REQUEST_CONTENT_EXCEPTION.with("Client context must be a valid Base64-encoded JSON object.")
    })
}

fn refused(refusal: Refusal) -> Error {
    match refusal {
        Refusal::Throttled { reason } => {
            TOO_MANY_REQUESTS_EXCEPTION.with("Rate Exceeded.").member("Reason", reason).into()
        }
        Refusal::NoRuntime { runtime, why } => {
            INVALID_RUNTIME_EXCEPTION.with(format!("{runtime} cannot be run on this host: {why}")).into()
        }
        Refusal::Stopping => SERVICE_EXCEPTION.with("The service is stopping.").into(),
        Refusal::NoEnvironment(sandbox) => Error::internal(sandbox),
    }
}
