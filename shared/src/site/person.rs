//! The people of a site.

use crate::json::{At, Faults};

/// What somebody may: an owner sees every queue and changes the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Owner,
    Agent,
}

/// One of the people of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// By it they sign in, and are known everywhere.
    pub email: String,
    /// Without one, the address.
    pub name: String,
    pub role: Role,
    /// Keys of the queues that they serve.
    pub queues: Vec<String>,
    /// The most contacts at once, 0 to 10,000.
    pub limit: u32,
}

impl Person {
    pub(super) fn read(at: &At, faults: &mut Faults) -> Option<Self> {
        let mut object = at.object(faults)?;
        let email = object.required("email", faults);
        let email = email.and_then(|at| read_email(&at, faults));
        let name = object.optional("name").and_then(|at| at.text(200, faults));
        let role = object.optional("role");
        let roles = [("owner", Role::Owner), ("agent", Role::Agent)];
        let role = role.and_then(|at| at.one_of(&roles, faults));
        let queues = object.optional("queues");
        let queues = queues
            .and_then(|at| at.array(1_000, faults))
            .unwrap_or_default();
        let queues = queues.iter().filter_map(|at| at.string(faults));
        let queues = queues.map(str::to_owned).collect();
        let limit = object.optional("limit");
        let limit = limit.and_then(|at| at.integer(0, 10_000, faults));
        object.finish(faults);
        let email = email?;
        Some(Self {
            name: name.unwrap_or(&email).to_owned(),
            email,
            role: role.unwrap_or(Role::Agent),
            queues,
            limit: limit.unwrap_or(4),
        })
    }
}

/// An address that mail can be sent to: something, `@`, a host.
pub(super) fn read_email(at: &At, faults: &mut Faults) -> Option<String> {
    let text = at.text(254, faults)?;
    let plain = |c: char| c.is_ascii_graphic() && !"<>()[],;:\\\"".contains(c);
    let parts = text.rsplit_once('@').filter(|(name, host)| {
        !name.is_empty() && !name.contains('@') && !host.is_empty() && text.chars().all(plain)
    });
    if parts.is_none() {
        faults.add(at, "bad_email", format!("\"{text}\" is no email address."));
    }
    parts.map(|_| text.to_owned())
}
