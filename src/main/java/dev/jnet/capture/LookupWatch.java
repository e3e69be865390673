package dev.jnet.capture;

import dev.jnet.unit.Nanos;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.Udp;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Watches the questions to name servers over UDP (RFC 1035): which failed, and which took long. */
final class LookupWatch {
  static final int PORT = 53;

  private static final int MAX_OPEN = 10_000;
  private static final int MAX_KEPT = 1_000;
  private static final int HEADER = 12;
  private static final long SLOW = Nanos.SECOND;
  private static final int MAX_LABELS = 127;

  private final Map<Key, Asked> open = new LinkedHashMap<>();
  private final List<CapturedLookup> kept = new ArrayList<>();
  private long leftOut;

  private record Key(InetAddress client, int port, InetAddress server, int id) {}

  private record Asked(String name, long at) {}

  void accept(IpPacket packet, Udp udp, long at) {
    byte[] message = udp.payload();
    if (message.length < HEADER) {
      return;
    }
    int id = (message[0] & 0xff) << 8 | (message[1] & 0xff);
    boolean answer = (message[2] & 0x80) != 0;
    if (!answer && udp.destinationPort() == PORT) {
      ask(new Key(packet.source(), udp.sourcePort(), packet.destination(), id), name(message), at);
    } else if (answer && udp.sourcePort() == PORT) {
      Key key = new Key(packet.destination(), udp.destinationPort(), packet.source(), id);
      Asked asked = open.remove(key);
      if (asked != null) {
        answer(key, asked, message[3] & 15, at);
      }
    }
  }

  private void ask(Key key, String name, long at) {
    if (open.size() >= MAX_OPEN) {
      leftOut++;
      return;
    }
    open.putIfAbsent(key, new Asked(name, at));
  }

  private void answer(Key key, Asked asked, int code, long at) {
    if (code != 0 || at - asked.at >= SLOW) {
      keep(new CapturedLookup(asked.name, key.server, code, at - asked.at));
    }
  }

  private void keep(CapturedLookup lookup) {
    if (kept.size() < MAX_KEPT) {
      kept.add(lookup);
    } else {
      leftOut++;
    }
  }

  /** How many questions were not watched, or are not kept. */
  long leftOut() {
    return leftOut;
  }

  /** The questions that failed, or were answered late, and those without an answer. */
  List<CapturedLookup> lookups() {
    List<CapturedLookup> all = new ArrayList<>(kept);
    open.forEach(
        (key, asked) -> {
          if (all.size() < MAX_KEPT) {
            all.add(new CapturedLookup(asked.name, key.server, -1, -1));
          }
        });
    return all;
  }

  /** The name of the first question; a question's name is never compressed. */
  private static String name(byte[] message) {
    StringBuilder name = new StringBuilder();
    int at = HEADER;
    for (int i = 0; i < MAX_LABELS && at < message.length; i++) {
      int length = message[at] & 0xff;
      if (length == 0 || length > 63 || at + 1 + length > message.length) {
        break;
      }
      name.append(i > 0 ? "." : "")
          .append(new String(message, at + 1, length, StandardCharsets.ISO_8859_1));
      at += 1 + length;
    }
    return name.toString();
  }
}
