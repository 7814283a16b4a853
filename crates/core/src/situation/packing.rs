//! Weights as bytes that compress well: most buckets are empty, and most weights are small.
//!
//! One bit for each bucket says whether it holds anything. Each that does has its weights as
//! half bytes, eight more than the weight; 0 stands for a weight that is too large for that, and
//! these follow at the end, a signed byte each.

/// Half a byte that stands for a weight at the end.
const ELSEWHERE: u8 = 0;
const OFFSET: i8 = 8;
const LARGEST: i8 = 7;

/// Packs weights, `columns` for each bucket; the number of buckets is a multiple of eight.
pub(super) fn pack(weights: &[i8], columns: usize) -> Vec<u8> {
    let buckets = || weights.chunks(columns);
    let is_used = |bucket: &[i8]| bucket.iter().any(|w| *w != 0);
    let used: Vec<bool> = buckets().map(is_used).collect();
    let mut bytes: Vec<u8> = used
        .chunks(8)
        .map(|eight| {
            eight
                .iter()
                .rev()
                .fold(0, |byte, bit| byte << 1 | u8::from(*bit))
        })
        .collect();
    let mut large = Vec::new();
    for bucket in buckets().filter(|b| is_used(b)) {
        let mut half = |weight: &i8| {
            if weight.unsigned_abs() <= LARGEST.unsigned_abs() {
                (weight + OFFSET).cast_unsigned()
            } else {
                large.push(weight.cast_unsigned());
                ELSEWHERE
            }
        };
        for two in bucket.chunks(2) {
            let low = half(&two[0]);
            bytes.push(low | two.get(1).map_or(0, &mut half) << 4);
        }
    }
    bytes.extend(large);
    bytes
}

/// The weights of `buckets` buckets, or `None` if the bytes are too few or too many.
pub(super) fn unpack(bytes: &[u8], buckets: usize, columns: usize) -> Option<Vec<i8>> {
    let (bitmap, rest) = bytes.split_at_checked(buckets.div_ceil(8))?;
    let used: usize = bitmap.iter().map(|b| b.count_ones() as usize).sum();
    let each = columns.div_ceil(2);
    let (small, large) = rest.split_at_checked(used * each)?;
    let mut large = large.iter();
    let mut small = small.chunks(each);
    let mut weights = vec![0; buckets * columns];
    for (bucket, out) in weights.chunks_mut(columns).enumerate() {
        if bitmap[bucket / 8] >> (bucket % 8) & 1 == 0 {
            continue;
        }
        let packed = small.next()?;
        for (column, weight) in out.iter_mut().enumerate() {
            *weight = match packed[column / 2] >> (column % 2 * 4) & 0xF {
                ELSEWHERE => large.next()?.cast_signed(),
                half => half.cast_signed() - OFFSET,
            };
        }
    }
    large.next().is_none().then_some(weights)
}

#[cfg(test)]
mod tests {
    use super::{pack, unpack};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_packed_is_unpacked(
            columns in 1_usize..5,
            eights in 1_usize..9,
            seed in prop::collection::vec(prop_oneof![4 => Just(0_i8), 2 => -7_i8..8, 1 => any::<i8>()], 320),
        ) {
            let buckets = eights * 8;
            let weights: Vec<i8> = seed.iter().copied().cycle().take(buckets * columns).collect();
            let bytes = pack(&weights, columns);
            prop_assert_eq!(unpack(&bytes, buckets, columns), Some(weights));
            prop_assert_eq!(unpack(&bytes[..bytes.len() - 1], buckets, columns), None);
            prop_assert_eq!(unpack(&[&bytes[..], &[0]].concat(), buckets, columns), None);
        }

        #[test]
        fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..64), columns in 1_usize..5) {
            let _ = unpack(&bytes, 64, columns);
        }
    }
}
