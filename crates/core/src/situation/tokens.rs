//! Text → tokens → sentences.
//!
//! What must not matter to a reading goes here: letter case, line endings, runs of white
//! space, full-width forms, curly quotes, the digits of a number. Every token keeps its bytes
//! in the original text, so that evidence can be shown where it stands.

use std::ops::Range;

/// One word, one ideograph or kana, or one mark of punctuation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// Bytes of the original text.
    pub(crate) start: usize,
    pub(crate) end: usize,
    norm_start: u32,
    norm_end: u32,
    pub(crate) kind: Kind,
    /// A sentence ends with it.
    ends: bool,
    /// Ordinal of its line, blank ones counted.
    line: u32,
    /// White space stands before it.
    pub(crate) spaced: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// Letters and digits of a script that puts spaces between words.
    Word,
    /// One character of a script that does not (Han, kana).
    Glyph,
    /// `#`, `?`, `!` and the like.
    Mark,
}

/// A sentence: a range of tokens and the line on which it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sentence {
    pub(crate) first: usize,
    pub(crate) last: usize,
    /// Ordinal of the line, blank lines not counted.
    pub(crate) line: usize,
    /// Stands on a line without a cue, in a text that has cues elsewhere.
    pub(crate) faint: bool,
}

impl Sentence {
    pub(crate) fn tokens(&self) -> Range<usize> {
        self.first..self.last
    }
}

/// A text cut into tokens and sentences. No sentence is empty.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    norm: String,
    pub(crate) all: Vec<Token>,
    pub(crate) sentences: Vec<Sentence>,
}

/// Longer words are cut into pieces of this many characters, so that a megabyte without a
/// space costs what a megabyte of words costs.
const MAX_WORD: usize = 48;

impl Tokens {
    /// A text's tokens; its sentences after [`Tokens::cut`].
    pub(crate) fn of(text: &str) -> Self {
        let mut cut = Cutter {
            out: Self::default(),
            line: 0,
            spaced: true,
        };
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let end = at + c.len_utf8();
            let c = folded(c);
            if c == '\n' || c == '\r' || c == '\u{2028}' || c == '\u{2029}' {
                cut.line_end();
            } else if c.is_whitespace() || c.is_control() || is_invisible(c) {
                cut.spaced = true;
            } else if is_glyph(c) {
                cut.push(at, end, Kind::Glyph, |norm| norm.push(c));
            } else if c.is_alphanumeric() {
                let start = at;
                let mut end = end;
                let norm_from = cut.out.norm.len();
                let mut length = 1;
                push_lower(&mut cut.out.norm, c);
                while let Some(&(at, raw)) = chars.peek() {
                    let c = folded(raw);
                    if c == '\'' {
                        // "don't" is "dont": people type both.
                        let mut ahead = chars.clone();
                        ahead.next();
                        if !ahead
                            .peek()
                            .is_some_and(|&(_, next)| folded(next).is_alphabetic())
                        {
                            break;
                        }
                    } else if !c.is_alphanumeric() && !is_mark_of_letter(c)
                        || is_glyph(c)
                        || length >= MAX_WORD
                    {
                        break;
                    } else {
                        push_lower(&mut cut.out.norm, c);
                        length += 1;
                    }
                    end = at + raw.len_utf8();
                    chars.next();
                }
                cut.push_from(start, end, Kind::Word, norm_from);
            } else {
                cut.push(at, end, Kind::Mark, |norm| norm.push(c));
                match c {
                    '。' | '！' | '？' | '．' => cut.sentence_end(),
                    '.' | '!' | '?' | ';' | '…' | '|' | '•' => {
                        let next = chars.peek().map(|&(_, next)| next);
                        if next
                            .is_none_or(|n| n.is_whitespace() || matches!(n, '"' | '”' | ')' | '»'))
                        {
                            cut.sentence_end();
                        }
                    }
                    _ => {}
                }
            }
        }
        cut.out
    }

    /// Takes tokens away, as if they had never been typed.
    pub(crate) fn remove(&mut self, gone: &[bool]) {
        let mut index = 0;
        self.all.retain(|_| {
            index += 1;
            !gone[index - 1]
        });
    }

    /// Finds the sentences. "1." and a closing quote are none: they join their neighbours.
    pub(crate) fn cut(&mut self) {
        self.sentences.clear();
        let (mut first, mut line) = (0, 0);
        for at in 0..self.all.len() {
            let token = self.all[at];
            let last = at + 1;
            let line_ends = self
                .all
                .get(last)
                .is_none_or(|next| next.line != token.line);
            if !line_ends && !token.ends {
                continue;
            }
            let worded = self.all[first..last]
                .iter()
                .filter(|t| t.kind != Kind::Mark)
                .count();
            if worded >= 2 {
                self.sentences.push(Sentence {
                    first,
                    last,
                    line,
                    faint: false,
                });
                first = last;
            } else if let Some(before) = self.sentences.last_mut().filter(|s| s.line == line)
                && (worded == 0 || line_ends)
            {
                before.last = last;
                first = last;
            } else if line_ends {
                self.sentences.push(Sentence {
                    first,
                    last,
                    line,
                    faint: false,
                });
                first = last;
            }
            if line_ends {
                line += 1;
            }
        }
    }

    pub(crate) fn text(&self, token: usize) -> &str {
        self.all.get(token).map_or("", |t| {
            &self.norm[t.norm_start as usize..t.norm_end as usize]
        })
    }

    /// How many lines have sentences, once cut.
    pub(crate) fn lines(&self) -> usize {
        self.sentences.last().map_or(0, |s| s.line + 1)
    }

    /// A sentence's bytes without the marks that only join it to its neighbours.
    pub(crate) fn shown(&self, sentence: &Sentence) -> Range<usize> {
        let joins = |t: usize| {
            matches!(
                self.text(t),
                "," | ";" | ":" | "-" | "(" | "、" | "，" | "；" | "→" | "|"
            )
        };
        let leads = |t: usize| joins(t) || matches!(self.text(t), ")" | "." | "•" | "*" | ">");
        let mut kept = *sentence;
        while kept.last - kept.first > 1 && joins(kept.last - 1) {
            kept.last -= 1;
        }
        while kept.last - kept.first > 1 && leads(kept.first) {
            kept.first += 1;
        }
        self.bytes(&kept)
    }

    pub(crate) fn bytes(&self, sentence: &Sentence) -> Range<usize> {
        self.all[sentence.first].start..self.all[sentence.last - 1].end
    }
}

struct Cutter {
    out: Tokens,
    line: u32,
    spaced: bool,
}

impl Cutter {
    fn push(&mut self, start: usize, end: usize, kind: Kind, write: impl FnOnce(&mut String)) {
        let from = self.out.norm.len();
        write(&mut self.out.norm);
        self.push_from(start, end, kind, from);
    }

    fn push_from(&mut self, start: usize, end: usize, kind: Kind, norm_from: usize) {
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        self.out.all.push(Token {
            start,
            end,
            norm_start: narrow(norm_from),
            norm_end: narrow(self.out.norm.len()),
            kind,
            spaced: std::mem::replace(&mut self.spaced, false),
            ends: false,
            line: self.line,
        });
    }

    fn sentence_end(&mut self) {
        if let Some(token) = self.out.all.last_mut() {
            token.ends = true;
        }
    }

    fn line_end(&mut self) {
        self.line += 1;
        self.spaced = true;
    }
}

fn folded(c: char) -> char {
    match c {
        // Full-width ASCII; the full stops and marks of Chinese and Japanese stay as they are.
        '\u{FF10}'..='\u{FF19}'
        | '\u{FF21}'..='\u{FF3A}'
        | '\u{FF41}'..='\u{FF5A}'
        | '＃'
        | '：'
        | '％' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '’' | '‘' | '`' | '´' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '–' | '—' | '―' => '-',
        _ => c,
    }
}

fn push_lower(norm: &mut String, c: char) {
    match c {
        _ if c.is_numeric() => norm.push('0'),
        'ß' | 'ẞ' => norm.push_str("ss"),
        'ς' => norm.push('σ'),
        _ => norm.extend(c.to_lowercase()),
    }
}

fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{00AD}' | '\u{2060}'
    )
}

/// Combining marks belong to their letter.
fn is_mark_of_letter(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}')
}

pub(crate) fn is_glyph(c: char) -> bool {
    matches!(c,
        '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{2FA1F}')
}

pub(crate) fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}')
}
