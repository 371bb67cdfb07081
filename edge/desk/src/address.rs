//! How much of a destination's address is told: a webhook's may hold secrets.

/// The host of a webhook's or an email's address, without name and password before it. For whoever
/// need not know more.
pub(crate) fn host(address: &str) -> &str {
    let place = host_and_path(address);
    place.split('/').next().unwrap_or_default()
}

/// Host and path of a webhook's address: what tells two of one host apart. For owners alone, whose
/// settings have all of it; what else may hold a secret is left out all the same.
pub(crate) fn host_and_path(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let place = rest.split(['?', '#']).next().unwrap_or_default();
    let authority = place.split('/').next().unwrap_or_default();
    let place = match authority.rfind('@') {
        Some(at) => &place[at + 1..],
        None => place,
    };
    match place.split_once('/') {
        Some((host, "")) => host,
        _ => place,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_told_without_what_may_be_secret() {
        let cases = [
            ("https://acme.example/", "acme.example", "acme.example"),
            (
                "https://acme.example:8443/a/b?key=1",
                "acme.example:8443",
                "acme.example:8443/a/b",
            ),
            (
                "https://me:w@rd@acme.example/@a?at=me@b#c",
                "acme.example",
                "acme.example/@a",
            ),
            (
                "https://acme.example?key=1/2",
                "acme.example",
                "acme.example",
            ),
            ("desk@acme.example", "acme.example", "acme.example"),
        ];
        for (address, alone, with_path) in cases {
            assert_eq!(host(address), alone, "{address}");
            assert_eq!(host_and_path(address), with_path, "{address}");
        }
    }
}
