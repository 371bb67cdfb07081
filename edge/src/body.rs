//! Bodies of requests. They are read to their end even when nobody wants them: workerd closes the
//! connection of one that is not, and whoever still sends sees that instead of the answer.

use futures_util::StreamExt;
use worker::{Request, Result};

/// The most bytes that are read only to be thrown away. Whoever sends more may miss the answer.
const MAX_DISCARDED: usize = 32_000_000;

/// The whole body, or none where it has more than `max` bytes. Never more than that is held in memory.
pub(crate) async fn read(request: &mut Request, max: usize) -> Result<Option<Vec<u8>>> {
    let mut kept = Some(Vec::new());
    if request.inner().body().is_none() {
        return Ok(kept);
    }
    let mut chunks = request.stream()?;
    let mut seen = 0;
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk?;
        seen += chunk.len();
        if seen > max {
            kept = None;
        }
        match &mut kept {
            Some(kept) => kept.extend(chunk),
            None if seen > MAX_DISCARDED => break,
            None => {}
        }
    }
    Ok(kept)
}

/// Reads a body that nobody wants.
pub(crate) async fn discard(mut request: Request) -> Result<()> {
    read(&mut request, 0).await.map(drop)
}
