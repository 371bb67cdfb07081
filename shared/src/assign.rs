//! Who gets which contact, when agents come back. Pure, and deterministic: the same state gives the
//! same assignment.

/// An agent who may be given contacts: signed in and available.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agent {
    pub email: String,
    /// Keys of the queues that they serve.
    pub queues: Vec<String>,
    /// How many more they may be given.
    pub room: u32,
    /// When they were last given one, in milliseconds since the epoch; `None`: never.
    pub last_given: Option<i64>,
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
}

/// A contact, and whom it goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    pub contact: String,
    pub email: String,
}

/// Gives contacts to agents with room, at `now` (ms since the epoch): those of the list that drains
/// first, then the oldest; each to the one of its queue's agents who has been without a new one the
/// longest.
///
/// Source: Yellow.ai, "Offline handling": auto-assignment when agents come back, by priority.
#[must_use]
pub fn assign(mut agents: Vec<Agent>, mut waiting: Vec<Waiting>, now: i64) -> Vec<Assignment> {
    agents.sort_by(|a, b| a.email.cmp(&b.email));
    waiting.sort_by_key(|contact| (!contact.first, contact.seq));
    let mut given = Vec::new();
    // How often one was given one now: later than whenever before, and in turn.
    let mut turn = 0_i64;
    for contact in waiting {
        let serves = |agent: &&mut Agent| agent.room > 0 && agent.queues.contains(&contact.queue);
        let next = agents.iter_mut().filter(serves);
        let Some(agent) = next.min_by_key(|agent| agent.last_given) else {
            continue;
        };
        turn += 1;
        agent.room -= 1;
        agent.last_given = Some(now.saturating_add(turn));
        given.push(Assignment {
            contact: contact.id,
            email: agent.email.clone(),
        });
    }
    given
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    fn agent(email: &str, room: u32, last_given: Option<i64>) -> Agent {
        Agent {
            email: email.to_owned(),
            queues: vec!["q".to_owned()],
            room,
            last_given,
        }
    }

    fn contact(seq: i64, first: bool) -> Waiting {
        Waiting {
            id: seq.to_string(),
            queue: "q".to_owned(),
            first,
            seq,
        }
    }

    fn pairs(given: &[Assignment]) -> Vec<(&str, &str)> {
        let given = given.iter();
        given
            .map(|a| (a.contact.as_str(), a.email.as_str()))
            .collect()
    }

    #[test]
    fn the_one_longest_without_is_given_the_oldest_first() {
        let agents = vec![agent("b", 2, Some(5)), agent("a", 2, Some(9))];
        let given = assign(agents, vec![contact(3, true), contact(1, true)], 100);
        assert_eq!(pairs(&given), [("1", "b"), ("3", "a")]);
    }

    #[test]
    fn who_never_had_one_comes_first_and_the_rest_goes_to_the_next() {
        let agents = vec![agent("a", 1, Some(5)), agent("b", 5, None)];
        let all = (1..=4).map(|seq| contact(seq, true)).collect();
        let given = assign(agents, all, 100);
        assert_eq!(
            pairs(&given),
            [("1", "b"), ("2", "a"), ("3", "b"), ("4", "b")]
        );
    }

    #[test]
    fn the_list_that_drains_first_goes_before_older_ones() {
        let waiting = vec![contact(1, false), contact(2, true)];
        let given = assign(vec![agent("a", 1, None)], waiting, 100);
        assert_eq!(pairs(&given), [("2", "a")]);
    }

    fn agents() -> impl Strategy<Value = Vec<Agent>> {
        let queues = prop::collection::vec("[pqr]", 0..3);
        let one = (queues, 0..5_u32, prop::option::of(0..50_i64));
        prop::collection::vec(one, 0..6).prop_map(|all| {
            let agent = |(i, (queues, room, last_given)): (usize, _)| Agent {
                email: format!("agent{i}"),
                queues,
                room,
                last_given,
            };
            all.into_iter().enumerate().map(agent).collect()
        })
    }

    fn waiting() -> impl Strategy<Value = Vec<Waiting>> {
        prop::collection::vec(("[pqr]", any::<bool>()), 0..30).prop_map(|all| {
            let contact = |(i, (queue, first)): (usize, (String, bool))| Waiting {
                id: i.to_string(),
                queue,
                first,
                seq: i as i64,
            };
            all.into_iter().enumerate().map(contact).collect()
        })
    }

    proptest! {
        #[test]
        fn nobody_gets_too_many_nor_what_is_not_theirs_and_nothing_waits_while_there_is_room(
            agents in agents(), waiting in waiting()
        ) {
            let given = assign(agents.clone(), waiting.clone(), 100);
            let mut count = BTreeMap::<&str, u32>::new();
            let mut contacts = Vec::new();
            for Assignment { contact, email } in &given {
                *count.entry(email.as_str()).or_default() += 1;
                prop_assert!(!contacts.contains(contact), "given twice");
                contacts.push(contact.clone());
                let of = waiting.iter().find(|w| w.id == *contact).unwrap();
                let to = agents.iter().find(|a| a.email == *email).unwrap();
                prop_assert!(to.queues.contains(&of.queue));
            }
            let left = |a: &Agent| a.room - count.get(a.email.as_str()).copied().unwrap_or(0);
            for agent in &agents {
                prop_assert!(count.get(agent.email.as_str()).copied().unwrap_or(0) <= agent.room);
            }
            for contact in waiting.iter().filter(|w| !contacts.contains(&w.id)) {
                let room = agents.iter().any(|a| left(a) > 0 && a.queues.contains(&contact.queue));
                prop_assert!(!room, "{} waits although there is room", contact.id);
            }
        }

        #[test]
        fn the_order_in_which_they_are_told_does_not_matter(agents in agents(), waiting in waiting()) {
            let (mut other_agents, mut other_waiting) = (agents.clone(), waiting.clone());
            other_agents.reverse();
            other_waiting.reverse();
            prop_assert_eq!(assign(agents, waiting, 7), assign(other_agents, other_waiting, 7));
        }
    }
}
