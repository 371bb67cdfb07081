//! A seeded simulation of a desk's agents: they come, leave and lose their line, take, resolve and
//! pass on; owners change settings, open and close by hand, pause and undo; disks fail, power is cut,
//! clocks jump. After every turn a model without SQL checks all that is stored, entry by entry.

mod model;
mod settings;
mod world;

use self::world::World;

/// Seeds that once found something, each with what it was.
const SEEDS: [u64; 1] = [
    // Whoever was taken out and came back within their grace was not there any more.
    105,
];

/// Histories of every run.
const RUNS: u64 = 48;

/// Steps of a history.
const STEPS: usize = 60;

fn live(seed: u64) {
    let mut world = World::new(seed);
    (0..STEPS).for_each(|_| world.step());
}

#[test]
fn agents_are_given_what_is_theirs_and_nothing_is_lost_doubled_or_unsaid() {
    let test = "agents_are_given_what_is_theirs";
    crate::histories::all(test, &SEEDS, RUNS, live);
}

#[test]
fn the_same_seed_is_the_same_history_of_agents() {
    let history = |seed| {
        let mut world = World::new(seed);
        (0..STEPS).for_each(|_| world.step());
        world.trace()
    };
    assert_eq!(history(7), history(7));
    assert_ne!(history(7), history(8));
}
