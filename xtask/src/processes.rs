//! Stops children together with everything that they started.
//!
//! workerd outlives a program around it that is killed, and goes on answering: so the whole tree
//! is listed before anything is killed, while its members still name their parents.

use std::fs;
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::{Duration, Instant};

const GRACE: Duration = Duration::from_secs(3);

struct Process {
    pid: u32,
    parent: u32,
    group: u32,
    /// In clock ticks since boot: tells a process from a later one with the same number.
    started: u64,
}

pub fn stop(children: &mut [Child]) {
    let running = all();
    let trees: Vec<_> = children
        .iter()
        .flat_map(|child| tree(child.id(), &running))
        .collect();
    // Groups as well: what is started from now on is in no list.
    let groups: Vec<_> = children
        .iter()
        .map(|child| format!("-{}", child.id()))
        .collect();
    signal("TERM", &groups, &trees);
    await_end(children, &trees);
    signal("KILL", &groups, &trees);
    await_end(children, &trees);
}

fn await_end(children: &mut [Child], trees: &[&Process]) {
    let deadline = Instant::now() + GRACE;
    while remains(children, trees) && Instant::now() < deadline {
        sleep(Duration::from_millis(30));
    }
}

fn remains(children: &mut [Child], trees: &[&Process]) -> bool {
    // A child that ended stays a zombie until it is waited for.
    let children = children
        .iter_mut()
        .any(|child| matches!(child.try_wait(), Ok(None)));
    children || trees.iter().any(|process| is_alive(process))
}

fn signal(name: &str, groups: &[String], processes: &[&Process]) {
    let alive = processes.iter().filter(|process| is_alive(process));
    let pids = alive.map(|process| process.pid.to_string());
    for target in groups.iter().cloned().chain(pids) {
        // The shell's own `kill`: a machine may have no program of that name.
        let script = format!("kill -s {name} -- {target} 2>/dev/null");
        Command::new("sh").args(["-c", &script]).status().ok();
    }
}

/// By parents, and by the group, which still holds those whose parent died before them.
fn tree(root: u32, running: &[Process]) -> Vec<&Process> {
    let own = running
        .iter()
        .filter(|process| process.pid == root || process.group == root);
    let children = running.iter().filter(|process| process.parent == root);
    own.chain(children.flat_map(|child| tree(child.pid, running)))
        .collect()
}

fn all() -> Vec<Process> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries
        .filter_map(|entry| read(entry.file_name().to_str()?.parse().ok()?))
        .collect()
}

fn is_alive(process: &Process) -> bool {
    read(process.pid).is_some_and(|now| now.started == process.started)
}

/// Nothing for a zombie: it has ended.
fn read(pid: u32) -> Option<Process> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name, in brackets, may hold spaces and brackets of its own.
    let (_, rest) = stat.rsplit_once(')')?;
    let fields: Vec<_> = rest.split_whitespace().collect();
    let number = |index: usize| fields.get(index)?.parse().ok();
    let process = Process {
        pid,
        parent: number(1)?,
        group: number(2)?,
        started: fields.get(19)?.parse().ok()?,
    };
    (fields[0] != "Z").then_some(process)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn stops_grandchildren_too() {
        let script = "sh -c 'trap \"\" TERM; sleep 60 & wait; sleep 60' & wait";
        let child = Command::new("sh").args(["-c", script]).spawn().unwrap();
        sleep(Duration::from_millis(300));
        let running = all();
        let pids: Vec<_> = tree(child.id(), &running);
        assert!(
            pids.len() >= 3,
            "the script starts at least three processes"
        );
        stop(&mut [child]);
        assert!(pids.iter().all(|process| !is_alive(process)));
    }
}
