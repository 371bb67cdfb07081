//! How many contacts one address may leave in a minute.

use std::collections::{HashMap, VecDeque};

const MINUTE: i64 = 60_000;

/// More addresses than this are swept for idle ones.
const SWEEP_AT: usize = 10_000;

/// Counts contacts by address, in memory only: addresses of visitors are stored nowhere.
#[derive(Debug, Default)]
pub struct RateLimiter {
    seen: HashMap<String, VecDeque<i64>>,
}

impl RateLimiter {
    /// Counts one contact from `address` at `now` (ms since the epoch), unless `limit` a minute
    /// are reached; 0: no limit.
    ///
    /// # Errors
    /// The seconds after which there is room again.
    pub fn count(&mut self, address: &str, limit: u32, now: i64) -> Result<(), u32> {
        if limit == 0 {
            return Ok(());
        }
        if self.seen.len() > SWEEP_AT {
            self.seen
                .retain(|_, times| times.back().is_some_and(|t| *t > now - MINUTE));
        }
        let times = self.seen.entry(address.to_owned()).or_default();
        while times.front().is_some_and(|t| *t <= now - MINUTE) {
            times.pop_front();
        }
        if times.len() >= limit as usize {
            let free_at = times.front().map_or(now, |first| first + MINUTE);
            return Err(u32::try_from((free_at - now).div_euclid(1000) + 1).unwrap_or(60));
        }
        times.push_back(now);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_slides_with_the_minute() {
        let mut limiter = RateLimiter::default();
        assert_eq!(limiter.count("a", 2, 0), Ok(()));
        assert_eq!(limiter.count("a", 2, 30_000), Ok(()));
        assert_eq!(limiter.count("a", 2, 40_000), Err(21));
        assert_eq!(limiter.count("b", 2, 40_000), Ok(()));
        assert_eq!(limiter.count("a", 2, 60_000), Ok(()));
        assert_eq!(limiter.count("a", 0, 60_000), Ok(()));
    }
}
