//! Whether a port can be listened on.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, Ipv6Addr, TcpListener};

use anyhow::{Result, bail};

pub fn check_free(ports: &[u16]) -> Result<()> {
    match ports.iter().find(|&&port| is_taken(port)) {
        Some(port) => {
            bail!("port {port} is taken: stop what listens there, or choose another with --port")
        }
        None => Ok(()),
    }
}

/// Browsers may take `localhost` for either address.
fn is_taken(port: u16) -> bool {
    let four = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).err();
    let six = TcpListener::bind((Ipv6Addr::LOCALHOST, port)).err();
    four.iter()
        .chain(&six)
        .any(|error| error.kind() == ErrorKind::AddrInUse)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_port_that_is_taken() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let error = check_free(&[port]).unwrap_err().to_string();
        assert!(error.contains(&port.to_string()), "{error}");
        drop(listener);
        assert!(check_free(&[port]).is_ok());
    }
}
