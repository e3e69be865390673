package dev.jnet.walk.dns;

import dev.jnet.link.Frame;
import dev.jnet.probe.Diagnosis;
import dev.jnet.probe.Probe;
import dev.jnet.probe.Reply;
import dev.jnet.unit.Nanos;
import dev.jnet.walk.conversation.Passage;
import dev.jnet.wire.Checksum;
import dev.jnet.wire.IpPacket;
import dev.jnet.wire.IpProtocol;
import dev.jnet.wire.MalformedPacketException;
import dev.jnet.wire.Payload;
import dev.jnet.wire.Udp;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Asks a name server for the addresses of a name over UDP (RFC 1035 section 4.2.1). The queries for
 * both IP versions leave at once, and are repeated when no answer comes.
 */
public final class NameLookup implements Diagnosis<Lookup> {
  /** The UDP and TCP port of name servers. */
  public static final int PORT = 53;

  private static final int HOP_LIMIT = 64;
  private static final int MAX_TRIES = 3;

  /** How long an unanswered query waits once the other query is answered, in ns. */
  private static final long STRAGGLER = Nanos.SECOND;

  private final LookupQuestion question;
  private final List<Asked> asked = new ArrayList<>();
  private Frame latest;
  private long startedAt = Long.MIN_VALUE;
  private long deadline;
  private int tries;
  private int ignored;
  private int identification;
  private Optional<String> refusal = Optional.empty();
  private boolean done;

  /** A query in progress. */
  private static final class Asked {
    final int version;
    final int id;
    final byte[] message;
    final List<Probe> probes = new ArrayList<>();
    final List<Passage> sent = new ArrayList<>();
    Passage answered;
    DnsMessage answer;
    int due;

    Asked(int version, int id, byte[] message) {
      this.version = version;
      this.id = id;
      this.message = message;
    }
  }

  /**
   * A lookup that has not begun.
   *
   * @throws IllegalArgumentException when the name cannot be one in DNS
   */
  public NameLookup(LookupQuestion question) {
    this.question = question;
    int id = (int) (question.seed() & 0xffff);
    for (int version : question.versions()) {
      asked.add(new Asked(version, id, DnsMessages.query(id, question.name(), version)));
      id = id * 0x6255 + 0x3619 & 0xffff; // a different identifier, as hard to guess as the first
    }
    identification = (int) (question.seed() >>> 16 & 0xffff);
  }

  @Override
  public Optional<Probe> next(long now) {
    if (startedAt == Long.MIN_VALUE) {
      startedAt = now;
      deadline = now + question.patience();
    }
    if (done) {
      return Optional.empty();
    }
    if (tries < MAX_TRIES && now >= tryAt(tries)) {
      tries++;
      for (Asked each : asked) {
        each.due += each.answer == null ? 1 : 0;
      }
    }
    for (Asked each : asked) {
      if (each.due > 0) {
        each.due = 0;
        return Optional.of(send(each, now));
      }
    }
    done = now >= deadline;
    return Optional.empty();
  }

  /**
   * When a try is due, in ns: the first at once, the others after a fifth and half of the patience.
   */
  private long tryAt(int number) {
    return startedAt + question.patience() * new int[] {0, 2, 5}[number] / 10;
  }

  private Probe send(Asked query, long now) {
    byte[] datagram =
        new Udp(question.localPort().number(), PORT, query.message)
            .emit(question.hop().source(), question.server());
    IpPacket packet =
        IpPacket.unsplittable(
            question.hop().source(),
            question.server(),
            identification++ & 0xffff,
            HOP_LIMIT,
            new Payload(IpProtocol.UDP, datagram));
    Probe probe = Probe.of(question.hop(), packet);
    query.probes.add(probe);
    byte[] bytes = probe.frame();
    Frame frame = new Frame(question.hop().type(), bytes, bytes.length, now, true);
    query.sent.add(new Passage(now, false, frame));
    return probe;
  }

  @Override
  public void left(Probe probe, long at) {
    for (Asked each : asked) {
      int index = each.probes.indexOf(probe);
      if (index >= 0) {
        each.sent.set(index, new Passage(at, true, each.sent.get(index).frame()));
      }
    }
  }

  @Override
  public void arrives(Frame frame) {
    latest = frame;
  }

  @Override
  public void accept(Reply reply) {
    if (reply instanceof Reply.Datagram datagram) {
      take(datagram.udp(), reply.timing().at());
    } else if (reply instanceof Reply.Failed failed) {
      refusal = Optional.of(failed.error().inWords());
      done = true;
    }
  }

  private void take(Udp udp, long at) {
    if (udp.checksum() == Checksum.State.WRONG) {
      ignored++;
      return;
    }
    try {
      DnsMessage answer = DnsMessages.parse(udp.payload());
      Asked query = match(answer);
      if (query == null) {
        ignored++;
        return;
      }
      query.answer = answer;
      query.answered = Passage.of(latest);
      query.due = 0;
    } catch (MalformedPacketException notForUs) {
      ignored++;
      return;
    }
    boolean all = true;
    for (Asked each : asked) {
      all &= each.answer != null;
    }
    done = all;
    if (tellsEnough()) {
      deadline = Math.min(deadline, at + STRAGGLER);
    }
  }

  /** Whether an answer has come that makes the other query dispensable: an address, or NXDOMAIN. */
  private boolean tellsEnough() {
    for (Asked each : asked) {
      if (each.answer != null) {
        boolean enough = each.answer.rcode() == DnsMessage.NXDOMAIN;
        for (DnsRecord record : each.answer.answers()) {
          enough |= record.address().isPresent();
        }
        if (enough) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * The query that a message answers; null when its identifier, name or type are not those of an
   * open query.
   */
  private Asked match(DnsMessage answer) {
    for (Asked each : asked) {
      boolean same =
          answer.response()
              && answer.id() == each.id
              && answer.questionType().equals(each.version == 4 ? "A" : "AAAA")
              && answer.questionName().equals(plain(question.name()));
      if (same && each.answer == null) {
        return each;
      }
    }
    return null;
  }

  private static String plain(String name) {
    String small = name.toLowerCase(Locale.ROOT);
    boolean isRoot = small.equals(".");
    return small.endsWith(".") && !isRoot ? small.substring(0, small.length() - 1) : small;
  }

  @Override
  public long wakeAt() {
    if (startedAt == Long.MIN_VALUE) {
      return Long.MIN_VALUE;
    }
    return tries < MAX_TRIES ? Math.min(tryAt(tries), deadline) : deadline;
  }

  @Override
  public boolean done() {
    return done;
  }

  @Override
  public Lookup result() {
    List<Lookup.Query> queries = new ArrayList<>();
    for (Asked each : asked) {
      queries.add(
          new Lookup.Query(
              each.version,
              each.message,
              List.copyOf(each.sent),
              Optional.ofNullable(each.answered),
              Optional.ofNullable(each.answer),
              false));
    }
    return new Lookup(question.name(), question.server(), List.copyOf(queries), refusal, ignored);
  }
}
