//! Weights in little room, in the file as in memory: most buckets are empty, and most weights
//! are small.
//!
//! One bit for each bucket says whether it holds anything. Each that does has its weights as
//! half bytes, eight more than the weight; 0 stands for a weight that is too large for that, and
//! these follow at the end, a signed byte each. Nothing is unpacked when a model is read, which
//! a browser does anew each time that it has stopped the extension.

/// Half a byte that stands for a weight at the end.
const ELSEWHERE: u8 = 0;
const OFFSET: i8 = 8;
const LARGEST: i8 = 7;

/// Weights for buckets, some columns each; by default none.
#[derive(Clone, Debug, Default)]
pub(super) struct Weights {
    /// As in the file.
    bytes: Vec<u8>,
    columns: usize,
    /// For each byte of the bitmap, how many used buckets there are before it.
    used_before: Vec<u32>,
    /// Which half bytes, counted from the first, stand for a large weight.
    large: Vec<usize>,
    /// Where in the bytes the large weights begin.
    large_at: usize,
}

impl Weights {
    /// Packs values, `columns` for each bucket.
    pub(super) fn of(values: &[i8], columns: usize) -> Self {
        let buckets: Vec<&[i8]> = values.chunks(columns).collect();
        let is_used = |bucket: &&[i8]| bucket.iter().any(|w| *w != 0);
        let mut bytes: Vec<u8> = buckets
            .chunks(8)
            .map(|eight| {
                let bits = eight.iter().enumerate();
                bits.fold(0, |byte, (at, b)| byte | u8::from(is_used(b)) << at)
            })
            .collect();
        let mut large = Vec::new();
        for bucket in buckets.iter().filter(|b| is_used(b)) {
            let mut half = |weight: i8| {
                if weight.unsigned_abs() <= LARGEST.unsigned_abs() {
                    (weight + OFFSET).cast_unsigned()
                } else {
                    large.push(weight.cast_unsigned());
                    ELSEWHERE
                }
            };
            for two in bucket.chunks(2) {
                let low = half(two[0]);
                bytes.push(low | half(two.get(1).copied().unwrap_or_default()) << 4);
            }
        }
        bytes.extend(large);
        Self::from_bytes(bytes, buckets.len(), columns).unwrap_or_default()
    }

    /// The weights of `buckets` buckets, or `None` if the bytes are too few or too many.
    pub(super) fn from_bytes(bytes: Vec<u8>, buckets: usize, columns: usize) -> Option<Self> {
        let (bitmap, rest) = bytes.split_at_checked(buckets.div_ceil(8))?;
        let mut used = 0;
        let used_before = bitmap
            .iter()
            .map(|byte| {
                let before = used;
                used += byte.count_ones();
                before
            })
            .collect();
        let small = rest.get(..used as usize * columns.div_ceil(2))?;
        let mut large = Vec::new();
        for (at, byte) in small.iter().enumerate() {
            if byte & 0xF == ELSEWHERE {
                large.push(at * 2);
            }
            if byte >> 4 == ELSEWHERE {
                large.push(at * 2 + 1);
            }
        }
        let large_at = bitmap.len() + small.len();
        let fits = large.len() == bytes.len() - large_at;
        fits.then_some(Self {
            bytes,
            columns,
            used_before,
            large,
            large_at,
        })
    }

    /// The weights as bytes of a file.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The weight of a bucket in a column; 0 beyond the last bucket.
    pub(super) fn of_bucket(&self, bucket: usize, column: usize) -> i8 {
        self.half_of(bucket)
            .map_or(0, |first| self.weight_at(first + column))
    }

    /// Adds the weights of a bucket, each times `value`, to the sums of their columns.
    pub(super) fn add(&self, bucket: usize, value: f64, sums: &mut [f64]) {
        if let Some(first) = self.half_of(bucket) {
            for (column, sum) in sums.iter_mut().enumerate().take(self.columns) {
                *sum += value * f64::from(self.weight_at(first + column));
            }
        }
    }

    /// The first half byte of a bucket, counted from the first of all, if it holds anything.
    fn half_of(&self, bucket: usize) -> Option<usize> {
        let before = *self.used_before.get(bucket / 8)?;
        let (byte, bit) = (self.bytes[bucket / 8], 1 << (bucket % 8));
        let rank = before + (byte & (bit - 1)).count_ones();
        (byte & bit != 0).then_some(rank as usize * self.columns.next_multiple_of(2))
    }

    fn weight_at(&self, half: usize) -> i8 {
        let byte = self.bytes[self.used_before.len() + half / 2];
        match byte >> (half % 2 * 4) & 0xF {
            ELSEWHERE => {
                let at = self.large.binary_search(&half).unwrap_or_default();
                self.bytes[self.large_at + at].cast_signed()
            }
            small => small.cast_signed() - OFFSET,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Weights;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_packed_is_found_again(
            columns in 1_usize..5,
            buckets in 1_usize..70,
            seed in prop::collection::vec(
                prop_oneof![4 => Just(0_i8), 2 => -7_i8..8, 1 => any::<i8>()],
                320,
            ),
        ) {
            let values: Vec<i8> = seed.into_iter().take(buckets * columns).collect();
            let packed = Weights::of(&values, columns);
            let bytes = packed.bytes().to_vec();
            let read = Weights::from_bytes(bytes.clone(), buckets, columns).unwrap();
            for (bucket, expected) in values.chunks(columns).enumerate() {
                let mut sums = vec![0.0; columns];
                read.add(bucket, 1.0, &mut sums);
                for (column, weight) in expected.iter().enumerate() {
                    prop_assert_eq!(read.of_bucket(bucket, column), *weight);
                    prop_assert!((sums[column] - f64::from(*weight)).abs() < 1e-9);
                }
            }
            prop_assert!(Weights::from_bytes([&bytes[..], &[0]].concat(), buckets, columns).is_none());
        }

        #[test]
        fn any_bytes_are_answered(
            bytes in prop::collection::vec(any::<u8>(), 0..64),
            columns in 1_usize..5,
            bucket in 0_usize..80,
        ) {
            if let Some(read) = Weights::from_bytes(bytes, 64, columns) {
                for column in 0..columns {
                    let _ = read.of_bucket(bucket, column);
                }
            }
        }
    }
}
