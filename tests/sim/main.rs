//! A seeded simulation of one desk: visitors who send and send again, receivers that fail, power
//! cuts, clocks that jump. The same SQL as in the Worker runs on `rusqlite`.
//!
//! A seed that fails is kept in `SEEDS`, with the behaviour that it found.

mod agents;
mod histories;
mod receiver;
mod world;

use world::World;

/// Seeds that once found something, each with what it was.
const SEEDS: [u64; 0] = [];

/// Histories of every run.
const RUNS: u64 = 40;

#[test]
fn no_history_loses_doubles_or_overfills() {
    histories::all("no_history_loses", &SEEDS, RUNS, live);
}

fn live(seed: u64) {
    let mut world = World::new(seed);
    for _ in 0..200 {
        world.step();
    }
    world.settle();
    world.check();
}

#[test]
fn the_same_seed_is_the_same_history() {
    let history = |seed| {
        let mut world = World::new(seed);
        (0..100).for_each(|_| world.step());
        world.trace()
    };
    assert_eq!(history(7), history(7));
    assert_ne!(history(7), history(8));
}
