//! Who gets which contact, when agents come back. Pure, and deterministic: the same state gives the
//! same assignment.

/// The stretch of time of a cap, in ms.
pub const HOUR: i64 = 3_600_000;

/// An agent who may be given contacts: signed in and available.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agent {
    pub email: String,
    /// Keys of the queues that they serve.
    pub queues: Vec<String>,
    /// How many more they may be given.
    pub room: u32,
    /// Greater for whoever was given one later; `None`: never.
    pub last_given: Option<i64>,
    /// When they were given those of the last hour, of whatever queue, in ms since the epoch.
    pub lately: Vec<i64>,
}

impl Agent {
    fn serves(&self, contact: &Waiting) -> bool {
        self.room > 0 && self.queues.contains(&contact.queue)
    }

    /// Until when (ms since the epoch) they have had their share of the hour, at `now`.
    fn sated_until(&self, per_hour: Option<u32>, now: i64) -> Option<i64> {
        let per_hour = per_hour? as usize;
        let within = |at: &i64| *at > now - HOUR;
        let mut lately: Vec<i64> = self.lately.iter().copied().filter(within).collect();
        lately.sort_unstable();
        // There is room for one again when all before the last `per_hour - 1` are an hour old.
        let last = lately.len().checked_sub(per_hour)?;
        lately.get(last).map(|at| at + HOUR)
    }
}

/// A contact that waits for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    pub id: String,
    pub queue: String,
    /// Whether its list (`open` or `queued`) drains first in its queue.
    pub first: bool,
    /// Rises with every contact of the site.
    pub seq: i64,
    /// It goes only to agents who were given fewer than that within the last hour, at least 1;
    /// `None`: to any.
    pub per_hour: Option<u32>,
}

/// A contact, and whom it goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    pub contact: String,
    pub email: String,
}

/// Who is given what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// In order.
    pub given: Vec<Assignment>,
    /// When the first of those that wait for the cap alone can be given, in ms since the epoch.
    pub next: Option<i64>,
}

/// Gives contacts to agents with room, at `now` (ms since the epoch): those of the list that drains
/// first, then the oldest; each to the one of its queue's agents who has been without a new one the
/// longest.
///
/// Source: Yellow.ai, "Offline handling": auto-assignment when agents come back, by priority.
#[must_use]
pub fn assign(mut agents: Vec<Agent>, mut waiting: Vec<Waiting>, now: i64) -> Plan {
    agents.sort_by(|a, b| a.email.cmp(&b.email));
    waiting.sort_by_key(|contact| (!contact.first, contact.seq));
    // Later than whenever before.
    let mut turn = agents.iter().filter_map(|agent| agent.last_given).max();
    let (mut given, mut left) = (Vec::new(), Vec::new());
    for contact in waiting {
        let can = |agent: &&mut Agent| {
            agent.serves(&contact) && agent.sated_until(contact.per_hour, now).is_none()
        };
        let next = agents.iter_mut().filter(can);
        let Some(agent) = next.min_by_key(|agent| agent.last_given) else {
            left.push(contact);
            continue;
        };
        turn = Some(turn.unwrap_or_default() + 1);
        agent.room -= 1;
        agent.last_given = turn;
        agent.lately.push(now);
        given.push(Assignment {
            contact: contact.id,
            email: agent.email.clone(),
        });
    }
    let next = left.iter().flat_map(|contact| {
        let served = agents.iter().filter(move |agent| agent.serves(contact));
        served.filter_map(move |agent| agent.sated_until(contact.per_hour, now))
    });
    Plan {
        next: next.min(),
        given,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    const NOW: i64 = 1_793_000_000_000;

    fn agent(email: &str, room: u32, last_given: Option<i64>) -> Agent {
        Agent {
            email: email.to_owned(),
            queues: vec!["q".to_owned()],
            room,
            last_given,
            lately: Vec::new(),
        }
    }

    fn contact(seq: i64, first: bool) -> Waiting {
        Waiting {
            id: seq.to_string(),
            queue: "q".to_owned(),
            first,
            seq,
            per_hour: None,
        }
    }

    fn pairs(plan: &Plan) -> Vec<(&str, &str)> {
        let given = plan.given.iter();
        given
            .map(|a| (a.contact.as_str(), a.email.as_str()))
            .collect()
    }

    #[test]
    fn the_one_longest_without_is_given_the_oldest_first() {
        let agents = vec![agent("b", 2, Some(5)), agent("a", 2, Some(9))];
        let given = assign(agents, vec![contact(3, true), contact(1, true)], NOW);
        assert_eq!(pairs(&given), [("1", "b"), ("3", "a")]);
    }

    #[test]
    fn who_never_had_one_comes_first_and_the_rest_goes_to_the_next() {
        let agents = vec![agent("a", 1, Some(5)), agent("b", 5, None)];
        let all = (1..=4).map(|seq| contact(seq, true)).collect();
        let given = assign(agents, all, NOW);
        assert_eq!(
            pairs(&given),
            [("1", "b"), ("2", "a"), ("3", "b"), ("4", "b")]
        );
    }

    #[test]
    fn the_list_that_drains_first_goes_before_older_ones() {
        let waiting = vec![contact(1, false), contact(2, true)];
        let given = assign(vec![agent("a", 1, None)], waiting, NOW);
        assert_eq!(pairs(&given), [("2", "a")]);
    }

    #[test]
    fn who_has_had_their_share_of_the_hour_waits_until_the_first_of_it_is_an_hour_old() {
        let sated = Agent {
            lately: vec![NOW - HOUR, NOW - 5, NOW - 7],
            ..agent("a", 9, Some(1))
        };
        let capped = |seq, cap| Waiting {
            per_hour: Some(cap),
            ..contact(seq, true)
        };
        let given = assign(vec![sated.clone()], vec![capped(1, 2), capped(2, 4)], NOW);
        assert_eq!(pairs(&given), [("2", "a")]);
        // Three within the hour now: the two oldest of them must be over.
        assert_eq!(given.next, Some(NOW - 5 + HOUR));
        let given = assign(vec![sated, agent("b", 1, Some(9))], vec![capped(1, 2)], NOW);
        assert_eq!((pairs(&given), given.next), (vec![("1", "b")], None));
    }

    fn agents() -> impl Strategy<Value = Vec<Agent>> {
        let queues = prop::collection::vec("[pqr]", 0..3);
        let lately = prop::collection::vec(NOW - HOUR - 9..NOW + 9, 0..5);
        let one = (queues, 0..5_u32, prop::option::of(0..50_i64), lately);
        prop::collection::vec(one, 0..6).prop_map(|all| {
            let agent = |(i, (queues, room, last_given, lately)): (usize, _)| Agent {
                email: format!("agent{i}"),
                queues,
                room,
                last_given,
                lately,
            };
            all.into_iter().enumerate().map(agent).collect()
        })
    }

    fn waiting() -> impl Strategy<Value = Vec<Waiting>> {
        let caps = prop::collection::vec(prop::option::of(1..5_u32), 3);
        let contacts = prop::collection::vec((0..3_usize, any::<bool>()), 0..30);
        (caps, contacts).prop_map(|(caps, all)| {
            let contact = |(i, (queue, first)): (usize, (usize, bool))| Waiting {
                id: i.to_string(),
                queue: ["p", "q", "r"][queue].to_owned(),
                first,
                seq: i as i64,
                per_hour: caps[queue],
            };
            all.into_iter().enumerate().map(contact).collect()
        })
    }

    /// Agents and contacts once `plan` is done.
    fn after(
        mut agents: Vec<Agent>,
        mut waiting: Vec<Waiting>,
        plan: &Plan,
    ) -> (Vec<Agent>, Vec<Waiting>) {
        for Assignment { contact, email } in &plan.given {
            let agent = agents.iter_mut().find(|a| a.email == *email).unwrap();
            agent.room -= 1;
            agent.lately.push(NOW);
            waiting.retain(|w| w.id != *contact);
        }
        (agents, waiting)
    }

    proptest! {
        #[test]
        fn nobody_gets_too_many_nor_what_is_not_theirs_and_nothing_waits_while_there_is_room(
            agents in agents(), waiting in waiting()
        ) {
            let plan = assign(agents.clone(), waiting.clone(), NOW);
            let mut had: BTreeMap<_, _> = agents.iter().map(|a| {
                let within = a.lately.iter().filter(|at| **at > NOW - HOUR).count();
                (a.email.as_str(), (0, within as u32))
            }).collect();
            let mut contacts = Vec::new();
            for Assignment { contact, email } in &plan.given {
                prop_assert!(!contacts.contains(contact), "given twice");
                contacts.push(contact.clone());
                let of = waiting.iter().find(|w| w.id == *contact).unwrap();
                let to = agents.iter().find(|a| a.email == *email).unwrap();
                prop_assert!(to.queues.contains(&of.queue));
                let (now, lately) = had.get_mut(email.as_str()).unwrap();
                *now += 1;
                *lately += 1;
                prop_assert!(*now <= to.room);
                prop_assert!(of.per_hour.is_none_or(|cap| *lately <= cap));
            }
            for contact in waiting.iter().filter(|w| !contacts.contains(&w.id)) {
                let room = agents.iter().any(|a| {
                    let (now, lately) = had[a.email.as_str()];
                    a.room > now && a.queues.contains(&contact.queue)
                        && contact.per_hour.is_none_or(|cap| lately < cap)
                });
                prop_assert!(!room, "{} waits although there is room", contact.id);
            }
        }

        #[test]
        fn what_waits_for_the_cap_alone_is_given_at_that_instant_and_not_before(
            agents in agents(), waiting in waiting()
        ) {
            let plan = assign(agents.clone(), waiting.clone(), NOW);
            let (agents, waiting) = after(agents, waiting, &plan);
            let at = |now| assign(agents.clone(), waiting.clone(), now).given.len();
            prop_assert_eq!(at(NOW), 0);
            match plan.next {
                None => prop_assert_eq!(at(NOW + 3 * HOUR), 0),
                Some(next) => {
                    prop_assert!(next > NOW);
                    prop_assert_eq!(at(next - 1), 0);
                    prop_assert!(at(next) > 0);
                }
            }
        }

        #[test]
        fn the_order_in_which_they_are_told_does_not_matter(agents in agents(), waiting in waiting()) {
            let (mut other_agents, mut other_waiting) = (agents.clone(), waiting.clone());
            other_agents.reverse();
            other_waiting.reverse();
            prop_assert_eq!(assign(agents, waiting, NOW), assign(other_agents, other_waiting, NOW));
        }
    }
}
