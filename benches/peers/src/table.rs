//! The table, the machine and the command.

use crate::peer::Peer;

/// One table a file: the first peer is what the others are compared with.
pub fn print(file: &str, pages: usize, peers: &[Peer]) {
    let name = file.rsplit('/').next().unwrap_or(file);
    let ours = peers.first().map_or(0.0, |p| p.seconds);
    println!("\n{name}, {pages} pages\n");
    println!("| | ms a page | pages a second | times ours | failed |");
    println!("| --- | ---: | ---: | ---: | ---: |");
    for peer in peers {
        let done = (pages - peer.failed).max(1) as f64;
        let (page, base) = (peer.seconds / done, ours / pages.max(1) as f64);
        println!(
            "| {} | {:.3} | {:.0} | {:.2} | {} |",
            peer.name,
            page * 1e3,
            1.0 / page,
            page / base,
            peer.failed
        );
    }
}

/// Where it was measured, and how.
pub fn machine() {
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(':'))
        .map_or("unknown processor", |(_, model)| model.trim());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    println!("\n{model}, {cores} cores, one thread; default allocator");
    let args: Vec<_> = std::env::args().skip(1).collect();
    println!("cargo run --release -- {}", args.join(" "));
}
