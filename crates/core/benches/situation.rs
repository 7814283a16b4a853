//! What reading a situation costs, that it grows linearly, and what the reader costs to build:
//! `cargo bench -p notelint-core --bench situation`.

use std::fs;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use notelint_core::situation::Reader;

fn main() {
    divan::main();
}

fn shipped(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../policies");
    fs::read(format!("{folder}/{name}")).expect("policies can be read")
}

fn reader(cues: &[u8], model: &[u8]) -> Reader {
    let cues = std::str::from_utf8(cues).expect("cues are UTF-8");
    Reader::new(Some(cues), Some(model)).expect("cues and model are sound")
}

const ENGLISH: &str = "Weekly call with Dana and Ravi. Mailbox moves go as planned, 60 a night. \
    Since the campus closed they want Teams for all 900 before Friday. MFA is next, then Intune.\n";
const JAPANESE: &str =
    "校舎が閉鎖され、来週からTeamsでの授業を希望。メールの移行は予定通り、毎晩60件。\n";

/// English notes of these lengths in characters: 2,000 within 0.3 ms.
#[divan::bench(args = [200, 2_000, 20_000, 200_000, 1_000_000])]
fn read_english(bencher: Bencher<'_, '_>, length: usize) {
    read(bencher, ENGLISH, length);
}

/// Japanese ones.
#[divan::bench(args = [200, 2_000, 20_000, 200_000])]
fn read_japanese(bencher: Bencher<'_, '_>, length: usize) {
    read(bencher, JAPANESE, length);
}

fn read(bencher: Bencher<'_, '_>, sample: &str, length: usize) {
    let reader = reader(&shipped("ftop.cues.toml"), &shipped("ftop.model"));
    let text: String = sample.chars().cycle().take(length).collect();
    bencher
        .counter(BytesCount::new(text.len()))
        .bench_local(|| reader.read(black_box(&text)));
}

/// Building a reader, as at the start of a browser's background: within 5 ms.
#[divan::bench]
fn start(bencher: Bencher<'_, '_>) {
    let (cues, model) = (shipped("ftop.cues.toml"), shipped("ftop.model"));
    bencher.bench_local(|| reader(black_box(&cues), black_box(&model)));
}
