//! What follows from changes and from time: presence, assignment, standings, retention, the alarm.

use std::{rc::Rc, time::Duration};

use desk::Refusal;
use worker::{Result, console_error};

use super::Desk;
use crate::live;

const SECOND: i64 = 1_000;
const DAY: i64 = 86_400_000;

impl Desk {
    /// What follows from every change, in the same turn and so in the same commit; then entries are
    /// told, deliveries begin, the alarm is set.
    pub(crate) async fn after_change(self: &Rc<Self>) -> Result<(), Refusal> {
        self.follow_up();
        self.tell();
        let alarm = self.deliver_soon().await;
        alarm.map_err(|error| Refusal::Storage(error.to_string()))
    }

    /// What time alone has changed.
    pub(super) async fn go_round(self: &Rc<Self>) -> Result<()> {
        self.standings_changed();
        self.follow_up();
        self.sweep();
        self.tell();
        self.deliver_soon().await
    }

    /// What becomes of queues and of contacts that wait.
    fn follow_up(&self) {
        self.follow_settings();
        self.note_standings();
        let stranded = self.decide_stranded();
        let capped = self.give_out();
        let next = [stranded, capped].into_iter().flatten().min();
        self.look_again.set(next);
    }

    /// Puts back what is assigned to who has left the settings, or the queue; tells queues that now
    /// hand out by themselves of a pause.
    fn follow_settings(&self) {
        if !self.settings_are_new.replace(false) {
            return;
        }
        let followed = self.site().and_then(|site| {
            desk::take_back(&self.sql, &site, self.now())?;
            desk::tell_of_pause(&self.sql, &site, self.now())
        });
        if let Err(refusal) = followed {
            console_error!("new settings: {}", desk::problem(&refusal).code);
        }
    }

    /// A console has gone: who else is there, and what follows from it.
    pub(super) async fn gone(self: &Rc<Self>) -> Result<()> {
        self.note_presence(None);
        let followed = self.after_change().await;
        followed.map_err(|refusal| desk::problem(&refusal).code.into())
    }

    /// Notes whose consoles are connected; `for_good`: who has signed out.
    pub(crate) fn note_presence(&self, for_good: Option<&str>) {
        self.standings_changed();
        let here = live::people_here(self);
        if let Err(refusal) = desk::people::leave(&self.sql, &here, for_good, self.now()) {
            console_error!("presence: {}", desk::problem(&refusal).code);
        }
    }

    /// Gives waiting contacts to agents with room; when to look again, in ms since the epoch.
    fn give_out(&self) -> Option<i64> {
        let given = self
            .site()
            .and_then(|site| desk::give_out(&self.sql, &site, self.now()));
        given.unwrap_or_else(|refusal| {
            console_error!("assignment: {}", desk::problem(&refusal).code);
            None
        })
    }

    /// Decides what has been stranded; when to look again, in ms since the epoch.
    fn decide_stranded(&self) -> Option<i64> {
        let decided = self.site();
        let decided = decided.and_then(|site| desk::decide_stranded(&self.sql, &site, self.now()));
        decided.unwrap_or_else(|refusal| {
            console_error!("stranded: {}", desk::problem(&refusal).code);
            None
        })
    }

    /// Erases what has been kept long enough, and looks again soon while there is more.
    fn sweep(&self) {
        let now = self.now();
        if now < self.sweep_at.get() {
            return;
        }
        let swept = self
            .site()
            .and_then(|site| desk::sweep(&self.sql, &site, now));
        let wait = match swept {
            Ok(true) => SECOND,
            Ok(false) => DAY,
            Err(refusal) => {
                console_error!("retention: {}", desk::problem(&refusal).code);
                DAY
            }
        };
        self.sweep_at.set(now + wait);
    }

    /// Notes which queues have opened or closed; when that must be looked at again. Between two
    /// looks only what calls [`Self::standings_changed`] can change it.
    fn note_standings(&self) -> Option<i64> {
        let now = self.now();
        let known = self.standings_until.get();
        if now < known {
            return Some(known);
        }
        let next = self.look_at_standings();
        self.standings_until.set(next.unwrap_or(i64::MAX));
        next
    }

    /// Somebody came or left, decided by hand, or saved settings.
    pub(crate) fn standings_changed(&self) {
        self.standings_until.set(0);
    }

    fn look_at_standings(&self) -> Option<i64> {
        let noted = self
            .site()
            .and_then(|site| desk::note_standings(&self.sql, &site, self.now()));
        noted.unwrap_or_else(|refusal| {
            console_error!("standings: {}", desk::problem(&refusal).code);
            None
        })
    }

    pub(super) async fn set_alarm(&self) -> Result<()> {
        let now = self.now();
        let wake = {
            let under_way = self.under_way.borrow();
            desk::wake_at(&self.sql, &under_way, now)
        };
        let boundary = self.note_standings();
        let sweep = self.sweep_at.get().max(now + SECOND);
        let others = boundary.into_iter().chain(self.look_again.get());
        let others = others.chain([sweep]);
        match wake.map(|wake| wake.into_iter().chain(others).min()) {
            Ok(Some(at)) => {
                let wait = u64::try_from(at - now).unwrap_or_default();
                let wait = Duration::from_millis(wait);
                self.state.storage().set_alarm(wait).await
            }
            Ok(None) => self.state.storage().delete_alarm().await,
            Err(_) => Err("the ledger cannot be read".into()),
        }
    }
}
