package dev.jnet.link.pcap;

import dev.jnet.unit.Nanos;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The frames that were sent and not yet captured. A captured frame is recognized by its bytes as
 * the very array that was sent. At most 16,384 frames are kept, for at most 10 s.
 */
final class SentFrames {
  /** How long a frame may wait in a queue, in ns. After that it was filtered out or lost. */
  private static final long LIFETIME = 10 * Nanos.SECOND;

  private static final int MAX = 16_384;

  /** How many of the first bytes the hash covers. Snap lengths are never smaller. */
  private static final int HASHED = 64;

  private static final int ETHER_TYPE = 12;
  private static final int IP = 14;

  private final boolean loopback;
  private final ArrayDeque<Sent> byAge = new ArrayDeque<>();
  private final Map<Integer, ArrayDeque<Sent>> byHash = new HashMap<>();
  private int pending;

  private static final class Sent {
    final byte[] frame;
    final int hash;
    final long at;
    boolean taken;

    Sent(byte[] frame, int hash, long at) {
      this.frame = frame;
      this.hash = hash;
      this.at = at;
    }
  }

  /**
   * An empty collection.
   *
   * @param loopback whether IPv4 packets leave by a raw socket. The kernel makes their Ethernet
   *     header and header checksum, and an identification if that is 0
   */
  SentFrames(boolean loopback) {
    this.loopback = loopback;
  }

  void add(byte[] frame, long now) {
    Sent sent = new Sent(frame, hash(frame, frame.length), now);
    byAge.add(sent);
    pending++;
    ArrayDeque<Sent> alike = byHash.get(sent.hash);
    if (alike == null) {
      alike = new ArrayDeque<>(1);
      byHash.put(sent.hash, alike);
    }
    alike.add(sent);
    forget(now);
  }

  /** Removes the frame that was added last, because it did not leave. */
  void withdrawLast() {
    remove(byAge.removeLast());
  }

  boolean isEmpty() {
    return pending == 0;
  }

  /**
   * The array that was sent as this frame, the oldest one of several; null when none was. Each
   * array is returned once for each time it was sent.
   *
   * @param captured as much of the frame as was captured
   * @param length the length of the whole frame in bytes
   */
  byte[] take(byte[] captured, int length, long now) {
    forget(now);
    ArrayDeque<Sent> alike = byHash.get(hash(captured, length));
    if (alike != null) {
      for (Sent sent : alike) {
        if (sent.frame.length == length && isSame(sent.frame, captured)) {
          remove(sent);
          return sent.frame;
        }
      }
    }
    return null;
  }

  private void forget(long now) {
    while (!byAge.isEmpty()) {
      Sent oldest = byAge.peek();
      if (!oldest.taken && byAge.size() <= MAX && now - oldest.at < LIFETIME) {
        return;
      }
      byAge.remove();
      if (!oldest.taken) {
        remove(oldest);
      }
    }
  }

  private void remove(Sent sent) {
    sent.taken = true;
    pending--;
    ArrayDeque<Sent> alike = byHash.get(sent.hash);
    alike.remove(sent);
    if (alike.isEmpty()) {
      byHash.remove(sent.hash);
    }
  }

  private int hash(byte[] bytes, int length) {
    int end = Math.min(Math.min(HASHED, bytes.length), length);
    int hash = length;
    for (int i = 0; i < end; i++) {
      if (!loopback || !isKernelMade(bytes, i)) {
        hash = 31 * hash + bytes[i];
      }
    }
    return hash;
  }

  private boolean isSame(byte[] sent, byte[] captured) {
    int common = Math.min(sent.length, captured.length);
    int from = 0;
    if (loopback && isIpv4(sent) && isIpv4(captured)) {
      from = Math.min(common, IP + 12);
      for (int i = 0; i < from; i++) {
        if (!isKernelMade(sent, i) && sent[i] != captured[i]) {
          return false;
        }
      }
    }
    return Arrays.equals(sent, from, common, captured, from, common);
  }

  /** Whether the byte is in a field of an IPv4 packet that the kernel may make. */
  private static boolean isKernelMade(byte[] bytes, int index) {
    return isIpv4(bytes)
        && (index < ETHER_TYPE
            || (index >= IP + 4 && index < IP + 6)
            || (index >= IP + 10 && index < IP + 12));
  }

  static boolean isIpv4(byte[] frame) {
    return frame.length > IP && frame[ETHER_TYPE] == 8 && frame[ETHER_TYPE + 1] == 0;
  }
}
