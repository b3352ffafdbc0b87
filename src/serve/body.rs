//! Reading what is sent: whole, within a limit of bytes, of time, and of memory for all requests together.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_LENGTH;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// How long a body may take to come in.
const PATIENCE: Duration = Duration::from_secs(20);

/// How long a long body waits for others to be done with.
const WAIT: Duration = Duration::from_secs(5);

/// Bytes up to which a body is read without asking for room.
const SMALL: usize = 64 << 10;

/// Bytes of the long bodies that are held at one time.
const ROOM: usize = 64 << 20;

/// The limits, and the room that is left.
#[derive(Debug)]
pub(super) struct Bodies {
    max: usize,
    /// A permit for every KiB.
    room: Arc<Semaphore>,
}

/// A body, and its room for as long as it is held.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) bytes: Bytes,
    _room: Option<OwnedSemaphorePermit>,
}

/// Why a body was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unread {
    /// Longer than may be.
    Long,
    /// Not there in time.
    Slow,
    /// Broken off, or not what its length said.
    Broken,
    /// Too many long ones at once.
    Full,
}

impl Bodies {
    /// Limits for texts of so many UTF-16 units: in a form, each may take nine bytes of percent signs, but never all do.
    pub(super) fn new(max_text: usize) -> Self {
        let max = max_text.saturating_mul(6).saturating_add(SMALL);
        let room = ROOM.max(max).min(usize::MAX >> 4);
        Self { max, room: Arc::new(Semaphore::new((room >> 10) + 1)) }
    }

    /// The body of a request, whole.
    pub(super) async fn read(&self, headers: &HeaderMap, body: Body) -> Result<Held, Unread> {
        let said = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok());
        let length = said.and_then(|length| length.parse().ok()).unwrap_or(self.max);
        if length > self.max {
            return Err(Unread::Long);
        }
        let room = if length > SMALL { Some(self.room(length).await?) } else { None };
        let read = timeout(PATIENCE, Limited::new(body, length.max(1)).collect()).await;
        match read.map_err(|_| Unread::Slow)? {
            Ok(read) => Ok(Held { bytes: read.to_bytes(), _room: room }),
            Err(err) if is_too_long(&*err) => Err(Unread::Long),
            Err(_) => Err(Unread::Broken),
        }
    }

    async fn room(&self, length: usize) -> Result<OwnedSemaphorePermit, Unread> {
        let n_kib = u32::try_from((length >> 10) + 1).map_err(|_| Unread::Long)?;
        let room = Arc::clone(&self.room).acquire_many_owned(n_kib);
        timeout(WAIT, room).await.ok().and_then(Result::ok).ok_or(Unread::Full)
    }
}

fn is_too_long(err: &(dyn std::error::Error + 'static)) -> bool {
    err.is::<LengthLimitError>() || err.source().is_some_and(is_too_long)
}
