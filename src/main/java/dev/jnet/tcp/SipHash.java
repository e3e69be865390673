package dev.jnet.tcp;

/**
 * SipHash-2-4 (Aumasson and Bernstein, 2012): a keyed hash for short inputs. Without the key it
 * cannot be guessed. It needs no loading time, unlike the digests of the JDK.
 */
final class SipHash {
  private SipHash() {}

  /** The hash of bytes under a key of 128 bits. */
  static long of(long key0, long key1, byte[] bytes) {
    long[] v = {
      key0 ^ 0x736f6d6570736575L,
      key1 ^ 0x646f72616e646f6dL,
      key0 ^ 0x6c7967656e657261L,
      key1 ^ 0x7465646279746573L
    };
    int whole = bytes.length / 8 * 8;
    for (int i = 0; i < whole; i += 8) {
      mix(v, word(bytes, i, 8));
    }
    long last = word(bytes, whole, bytes.length - whole);
    mix(v, last | ((long) bytes.length << 56));
    v[2] ^= 0xff;
    for (int i = 0; i < 4; i++) {
      round(v);
    }
    return v[0] ^ v[1] ^ v[2] ^ v[3];
  }

  private static long word(byte[] bytes, int from, int count) {
    long word = 0;
    for (int i = 0; i < count; i++) {
      word |= Byte.toUnsignedLong(bytes[from + i]) << (8 * i);
    }
    return word;
  }

  private static void mix(long[] v, long word) {
    v[3] ^= word;
    round(v);
    round(v);
    v[0] ^= word;
  }

  private static void round(long[] v) {
    v[0] += v[1];
    v[1] = Long.rotateLeft(v[1], 13) ^ v[0];
    v[0] = Long.rotateLeft(v[0], 32);
    v[2] += v[3];
    v[3] = Long.rotateLeft(v[3], 16) ^ v[2];
    v[0] += v[3];
    v[3] = Long.rotateLeft(v[3], 21) ^ v[0];
    v[2] += v[1];
    v[1] = Long.rotateLeft(v[1], 17) ^ v[2];
    v[2] = Long.rotateLeft(v[2], 32);
  }
}
