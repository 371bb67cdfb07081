//! Runs many histories at once, and says how to replay the one that failed.

use std::{
    num::NonZero,
    panic::catch_unwind,
    sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed},
    thread,
};

/// Lives through the `kept` seeds and those below `runs`. `AFTERHOURS_SIM_RUNS` asks for more of
/// them, `AFTERHOURS_SIM_SEED` for one alone. `test` is the name of the test.
pub fn all(test: &str, kept: &[u64], runs: u64, live: fn(u64)) {
    if let Some(seed) = asked("AFTERHOURS_SIM_SEED") {
        return live(seed);
    }
    for seed in kept {
        assert!(holds(test, *seed, live), "a kept seed fails");
    }
    let runs = asked("AFTERHOURS_SIM_RUNS").unwrap_or(runs);
    let (next, failed) = (AtomicU64::new(0), AtomicBool::new(false));
    let work = || {
        while !failed.load(Relaxed) {
            let seed = next.fetch_add(1, Relaxed);
            if seed >= runs {
                return;
            }
            if !holds(test, seed, live) {
                failed.store(true, Relaxed);
            }
        }
    };
    thread::scope(|scope| {
        let workers = thread::available_parallelism().map_or(1, NonZero::get);
        for _ in 0..workers {
            scope.spawn(work);
        }
    });
    assert!(!failed.into_inner(), "a history went wrong");
    println!("{test}: {runs} histories, and {} kept seeds", kept.len());
}

fn asked(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(text.parse().expect("a number"))
}

fn holds(test: &str, seed: u64, live: fn(u64)) -> bool {
    let lived = catch_unwind(|| live(seed));
    if lived.is_err() {
        eprintln!("replay it: AFTERHOURS_SIM_SEED={seed} cargo test -p tests --test sim {test}");
    }
    lived.is_ok()
}
