//! The floor: `bench floor`, a process with a front and a Runtime API on bare hyper and nothing else.

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot};

struct Floor {
    events: mpsc::Sender<(u64, Bytes)>,
    waiting: tokio::sync::Mutex<mpsc::Receiver<(u64, Bytes)>>,
    answers: Mutex<HashMap<u64, oneshot::Sender<Bytes>>>,
    next: AtomicU64,
}

/// Serves until killed; prints the two addresses.
pub async fn serve() {
    let (events, waiting) = mpsc::channel(1_024);
    let floor = Arc::new(Floor {
        events,
        waiting: tokio::sync::Mutex::new(waiting),
        answers: Mutex::default(),
        next: AtomicU64::new(1),
    });
    let front = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let runtime_api = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    println!("{} {}", front.local_addr().expect("bound"), runtime_api.local_addr().expect("bound"));
    let of_runtime = floor.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = runtime_api.accept().await {
            tokio::spawn(runtime_connection(stream, of_runtime.clone()));
        }
    });
    while let Ok((stream, _)) = front.accept().await {
        tokio::spawn(front_connection(stream, floor.clone()));
    }
}

async fn front_connection(stream: TcpStream, floor: Arc<Floor>) {
    stream.set_nodelay(true).expect("a socket");
    let service = service_fn(|request: Request<Incoming>| {
        let floor = floor.clone();
        async move {
            let payload = request.into_body().collect().await.expect("a body").to_bytes();
            let id = floor.next.fetch_add(1, Ordering::Relaxed);
            let (answer, answered) = oneshot::channel();
            floor.answers.lock().expect("no panic").insert(id, answer);
            floor.events.send((id, payload)).await.expect("a runtime");
            Ok::<_, Infallible>(Response::new(Full::new(answered.await.expect("an answer"))))
        }
    });
    let _ = auto::Builder::new(TokioExecutor::new()).serve_connection(TokioIo::new(stream), service).await;
}

async fn runtime_connection(stream: TcpStream, floor: Arc<Floor>) {
    stream.set_nodelay(true).expect("a socket");
    let service = service_fn(|request: Request<Incoming>| {
        let floor = floor.clone();
        async move { Ok::<_, Infallible>(runtime_call(request, &floor).await) }
    });
    let connection = hyper::server::conn::http1::Builder::new();
    let _ = connection.serve_connection(TokioIo::new(stream), service).await;
}

async fn runtime_call(request: Request<Incoming>, floor: &Floor) -> Response<Full<Bytes>> {
    if request.uri().path().ends_with("/next") {
        let (id, payload) = floor.waiting.lock().await.recv().await.expect("a front");
        return Response::builder()
            .header("content-type", "application/json")
            .header("lambda-runtime-aws-request-id", id)
            .header("lambda-runtime-deadline-ms", "4102444800000")
            .header("lambda-runtime-invoked-function-arn", "arn:aws:lambda:us-east-1:000000000000:function:f")
            .body(Full::new(payload))
            .expect("a response of constants");
    }
    let id = request.uri().path().split('/').nth(4).and_then(|id| id.parse().ok()).expect("an id");
    let body = request.into_body().collect().await.expect("a body").to_bytes();
    let answer = floor.answers.lock().expect("no panic").remove(&id).expect("asked once");
    let _ = answer.send(body);
    Response::builder().status(202).body(Full::from("{\"status\":\"OK\"}\n")).expect("a response")
}
