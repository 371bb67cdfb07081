//! A destination outside: answers as it likes, and remembers what it took.

use std::collections::BTreeMap;

use desk::Outcome;

use tests::rng::Rng;

#[derive(Default)]
pub struct Receiver {
    /// How often each delivery was taken with 2xx, by its id, with the contact it carried.
    pub taken: BTreeMap<String, (u32, String)>,
    /// From now on nothing is refused, so that histories end.
    pub calm: bool,
}

impl Receiver {
    /// The answer to one attempt. The second value: the answer does not reach the desk.
    pub fn answer(&mut self, delivery: &str, body: &str, rng: &mut Rng) -> (Outcome, bool) {
        let refused = |status, retry_after| Outcome::Refused {
            status,
            retry_after,
        };
        if !self.calm {
            match rng.below(10) {
                0 => return (refused(500, None), false),
                1 => return (refused(503, Some(rng.below(600) as u32)), false),
                2 => return (Outcome::TimedOut, false),
                3 => return (Outcome::Failed("no connection".to_owned()), false),
                4 => return (refused(302, None), false),
                _ => {}
            }
        }
        let contact = body
            .split("\"id\":\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next());
        let contact = contact.unwrap_or_default().to_owned();
        let entry = self
            .taken
            .entry(delivery.to_owned())
            .or_insert((0, contact));
        entry.0 += 1;
        (Outcome::Delivered, !self.calm && rng.one_in(12))
    }
}
