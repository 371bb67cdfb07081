//! The product on this machine: the Worker on workerd, and a shop beside it that embeds the widget.

mod console;
mod http;
mod options;
mod ports;
mod servers;
mod site;
mod state;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::build;
use options::Options;
use servers::Servers;
use state::State;

pub use options::USAGE;

const TO_START: Duration = Duration::from_secs(60);
const TO_RECOVER: Duration = Duration::from_secs(15);
const BETWEEN_LOOKS: Duration = Duration::from_secs(3);
const TICK: Duration = Duration::from_millis(50);

/// The ports of what is served on `localhost`.
struct Origins {
    worker: u16,
    shop: u16,
}

impl Origins {
    fn at(worker: u16) -> Origins {
        Origins {
            worker,
            shop: worker + 1,
        }
    }
}

pub fn run(words: Vec<String>) -> Result<()> {
    let started = Instant::now();
    let options = Options::parse(words)?;
    let ports = [options.origins.worker, options.origins.shop];
    ports::check_free(&ports)?;
    build::all(options.mode)?;
    let state = State::prepare(&options.state, options.fresh, options.origins.worker)?;
    let interrupted = on_interrupt()?;
    let outcome = serve(&options, &state, &interrupted, started);
    outcome.and(ports::check_free(&ports).context("not all of it has stopped"))
}

fn on_interrupt() -> Result<Arc<AtomicBool>> {
    let interrupted = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&interrupted);
    ctrlc::set_handler(move || flag.store(true, Ordering::Relaxed))?;
    Ok(interrupted)
}

/// Until Ctrl-C, or until something fails.
fn serve(
    options: &Options,
    state: &State,
    interrupted: &AtomicBool,
    started: Instant,
) -> Result<()> {
    let mut servers = Servers::default();
    servers.start(state, &options.origins)?;
    let mut answered = Instant::now();
    let mut ready = false;
    while !interrupted.load(Ordering::Relaxed) {
        servers.check()?;
        if all_answer(&options.origins) {
            answered = Instant::now();
            if !ready {
                load_sites(options, state)?;
                print_links(options, state, started)?;
                ready = true;
            }
        }
        let patience = if ready { TO_RECOVER } else { TO_START };
        ensure!(
            answered.elapsed() < patience,
            "the servers do not answer; what they said stands above"
        );
        wait(if ready { BETWEEN_LOOKS } else { TICK }, interrupted);
    }
    eprintln!("\nstopping");
    Ok(())
}

/// The program around workerd stays when that dies: only asking tells. An interruption ends the wait.
fn wait(duration: Duration, interrupted: &AtomicBool) {
    let started = Instant::now();
    while started.elapsed() < duration && !interrupted.load(Ordering::Relaxed) {
        sleep(TICK);
    }
}

fn all_answer(origins: &Origins) -> bool {
    http::is_up(origins.worker, "/healthz") && http::is_up(origins.shop, "/")
}

fn load_sites(options: &Options, state: &State) -> Result<()> {
    for (key, file) in &options.sites {
        site::load(file, key, &options.origins, &state.token)?;
    }
    Ok(())
}

fn print_links(options: &Options, state: &State, started: Instant) -> Result<()> {
    let Origins { worker, shop } = options.origins;
    println!("\nready after {:.1} s\n", started.elapsed().as_secs_f32());
    println!("  demo shop             http://localhost:{shop}/");
    println!("  its back office       http://localhost:{shop}/inbox");
    println!("  without JavaScript    http://localhost:{worker}/demo/support");
    for (key, file) in &options.sites {
        if let Some(link) = console::link(file, key, &options.origins, &state.token)? {
            println!("  console of {key:<10} {link}  (once, for ten minutes)");
        }
    }
    println!("  operator's token      in {}", state.env_file.display());
    println!("\nCtrl-C stops all of it.");
    Ok(())
}
