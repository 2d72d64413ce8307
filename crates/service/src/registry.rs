//! What is offered: services, their operations, and how one is called.

use crate::error::unknown_error;
use crate::{CaughtPanic, Ctx, Error, Result};
use shape::{ApiError, Operation, OperationSchema, ServiceSchema, Value};
use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// One operation of a service: typed in, typed out.
pub trait Handle<O: Operation>: Send + Sync + 'static {
    fn handle(&self, ctx: &Ctx, input: O::Input) -> impl Future<Output = Result<O::Output>> + Send;
}

/// How large a request of an operation may be, refused before it is read.
#[derive(Debug, Clone, Copy)]
pub struct BodyLimit {
    pub bytes: u64,
    /// The operation's name in the refusal; Lambda calls `Invoke` "InvokeFunction" there.
    pub named: &'static str,
}

type Answer<'a> = Pin<Box<dyn Future<Output = Result<Value>> + Send + 'a>>;
type Call = Box<dyn for<'a> Fn(&'a Ctx, Value) -> Answer<'a> + Send + Sync>;

/// An operation that can be called.
pub struct Offered {
    pub schema: &'static OperationSchema,
    pub body_limit: BodyLimit,
    /// Whether its answers show the trace that the request is part of.
    pub shows_trace: bool,
    call: Call,
}

impl Offered {
    /// Checks the constraints of the model.
    ///
    /// # Errors
    /// AWS's ValidationException.
    pub fn check(&self, input: &Value) -> std::result::Result<(), ApiError> {
        self.schema.input.map_or(Ok(()), |schema| Ok(shape::check(schema, input)?))
    }

    /// Calls the handler with an input that has been checked, and keeps panics and inner causes from the caller.
    pub async fn call(&self, ctx: &Ctx, input: Value) -> std::result::Result<Value, ApiError> {
        let outcome = CaughtPanic::new((self.call)(ctx, input)).await;
        let cause = match outcome {
            Ok(Ok(output)) => return Ok(output),
            Ok(Err(Error::Api(error))) => return Err(error),
            Ok(Err(Error::Internal(cause))) => cause.to_string(),
            Err(panic) => format!("panicked: {panic}"),
        };
        tracing::error!(request_id = %ctx.request_id, operation = self.schema.name, %cause, "could not serve a request");
        Err(unknown_error())
    }
}

/// A service's registration list: the truth about what is implemented.
pub struct Service {
    pub schema: &'static ServiceSchema,
    operations: HashMap<&'static str, Offered>,
}

/// Lists a service's operations.
pub struct Builder<S> {
    state: Arc<S>,
    service: Service,
    default_limit_bytes: u64,
}

impl Service {
    /// Starts the list; `body_bytes_max` holds for operations that name no limit of their own.
    pub fn list<S: Send + Sync + 'static>(
        schema: &'static ServiceSchema,
        state: Arc<S>,
        body_bytes_max: u64,
    ) -> Builder<S> {
        let service = Service { schema, operations: HashMap::new() };
        Builder { state, service, default_limit_bytes: body_bytes_max }
    }

    /// The operation if it is offered.
    pub fn offered(&self, name: &str) -> Option<&Offered> {
        self.operations.get(name)
    }

    /// The size of the largest request that any operation takes.
    pub fn body_bytes_max(&self) -> u64 {
        self.operations.values().map(|offered| offered.body_limit.bytes).max().unwrap_or_default()
    }

    /// Names of the offered operations, sorted.
    pub fn names(&self) -> Vec<&'static str> {
        let mut names: Vec<_> = self.operations.keys().copied().collect();
        names.sort_unstable();
        names
    }
}

impl<S: Send + Sync + 'static> Builder<S> {
    #[must_use]
    pub fn op<O: Operation>(self) -> Self
    where
        S: Handle<O>,
    {
        let limit = BodyLimit { bytes: self.default_limit_bytes, named: O::SCHEMA.name };
        self.op_limited::<O>(limit)
    }

    /// An operation whose requests have a size limit of their own.
    #[must_use]
    pub fn op_limited<O: Operation>(mut self, body_limit: BodyLimit) -> Self
    where
        S: Handle<O>,
    {
        let state = self.state.clone();
        let call: Call = Box::new(move |ctx, input| {
            let state = state.clone();
            Box::pin(async move {
                let input = shape::from_value(input).map_err(Error::internal)?;
                let output = Handle::<O>::handle(&*state, ctx, input).await?;
                shape::to_value(&output).map_err(Error::internal)
            })
        });
        let offered = Offered { schema: O::SCHEMA, body_limit, shows_trace: false, call };
        let twice = self.service.operations.insert(O::SCHEMA.name, offered);
        assert!(twice.is_none(), "{} is listed twice", O::SCHEMA.name);
        self
    }

    /// Answers of an operation that is listed already show the trace that their request is part of.
    #[must_use]
    pub fn shows_trace<O: Operation>(mut self) -> Self {
        let offered = self.service.operations.get_mut(O::SCHEMA.name).expect("it is listed before");
        offered.shows_trace = true;
        self
    }

    pub fn done(self) -> Service {
        self.service
    }
}

/// Every service.
#[derive(Default)]
pub struct Registry {
    services: Vec<Service>,
}

impl Registry {
    pub fn new(services: Vec<Service>) -> Registry {
        Registry { services }
    }

    pub fn services(&self) -> &[Service] {
        &self.services
    }

    /// An offered operation by its type.
    pub(crate) fn offering<O: Operation>(&self) -> Option<&Offered> {
        let offered = self.services.iter().filter_map(|service| service.offered(O::SCHEMA.name));
        offered.into_iter().find(|offered| std::ptr::eq(offered.schema, O::SCHEMA))
    }

    /// By the name in a signature's scope, which several services may share.
    pub fn by_signing_name(&self, name: &str) -> Option<&Service> {
        self.services.iter().find(|service| service.schema.signing_name == name)
    }

    /// The list of a service.
    pub fn service(&self, schema: &ServiceSchema) -> Option<&Service> {
        self.services.iter().find(|service| service.schema.name == schema.name)
    }
}
