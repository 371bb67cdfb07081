//! As much of HTTP as it takes to talk to a server of ours on this machine.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::time::Duration;

use anyhow::{Result, ensure};

const TO_ANSWER: Duration = Duration::from_secs(30);
const TO_BE_UP: Duration = Duration::from_secs(2);

pub struct Reply {
    pub status: u16,
    pub body: String,
}

pub fn is_up(port: u16, path: &str) -> bool {
    let reply = exchange(TO_BE_UP, port, &format!("GET {path}"), "", "");
    reply.is_ok_and(|reply| reply.status == 200)
}

/// `request` is method and path; `headers` are whole lines.
pub fn send(port: u16, request: &str, headers: &str, body: &str) -> Result<Reply> {
    exchange(TO_ANSWER, port, request, headers, body)
}

fn exchange(limit: Duration, port: u16, request: &str, headers: &str, body: &str) -> Result<Reply> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    stream.set_read_timeout(Some(limit))?;
    write!(
        stream,
        "{request} HTTP/1.1\r\nhost: localhost:{port}\r\nconnection: close\r\n{headers}content-length: {}\r\n\r\n{body}",
        body.len()
    )?;
    read(&mut stream)
}

/// workerd may leave the connection open, whatever was asked: the head tells where the answer ends.
fn read(stream: &mut impl Read) -> Result<Reply> {
    let mut bytes = Vec::new();
    let mut part = [0; 8192];
    loop {
        let count = stream.read(&mut part)?;
        bytes.extend(&part[..count]);
        if let Some(reply) = parse(&bytes) {
            return Ok(reply);
        }
        ensure!(count > 0, "the answer breaks off");
    }
}

/// Nothing while the answer is not complete.
fn parse(bytes: &[u8]) -> Option<Reply> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&bytes[..end]).to_ascii_lowercase();
    let status = head.split_whitespace().nth(1)?.parse().ok()?;
    let rest = &bytes[end + 4..];
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length:"));
    let body = match length {
        Some(length) => rest.get(..length.trim().parse().ok()?)?.to_vec(),
        None => joined(rest)?,
    };
    Some(Reply {
        status,
        body: String::from_utf8_lossy(&body).into_owned(),
    })
}

/// The chunks of a chunked body, put together.
fn joined(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = rest.windows(2).position(|two| two == b"\r\n")?;
        let length = std::str::from_utf8(&rest[..end]).ok()?.split(';').next()?;
        let length = usize::from_str_radix(length.trim(), 16).ok()?;
        if length == 0 {
            return Some(body);
        }
        let chunk = rest.get(end + 2..)?;
        body.extend(chunk.get(..length)?);
        rest = chunk.get(length + 2..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_plain_and_chunked_bodies() {
        let plain = parse(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok and more").unwrap();
        assert_eq!((plain.status, plain.body.as_str()), (200, "ok"));
        let head = b"HTTP/1.1 422 No\r\nTransfer-Encoding: chunked\r\n\r\n".as_slice();
        let chunked = parse(&[head, b"3\r\n{\"a\r\n4\r\n\":1}\r\n0\r\n\r\n"].concat()).unwrap();
        assert_eq!((chunked.status, chunked.body.as_str()), (422, "{\"a\":1}"));
    }

    #[test]
    fn an_answer_that_breaks_off_is_none() {
        for bytes in ["SSH-2.0", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok"] {
            assert!(read(&mut bytes.as_bytes()).is_err(), "{bytes}");
        }
    }
}
