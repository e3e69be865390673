package dev.jnet.report.ping;

import static dev.jnet.report.JsonValues.word;

import dev.jnet.ping.PingEvent;
import dev.jnet.ping.PingEvent.Mark;
import dev.jnet.ping.PingQuestion;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.IcmpError;
import io.avaje.jsonb.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * One event of a ping, as a line of JSON.
 *
 * @param event {@code reply}, {@code error} or {@code refused}
 * @param sequence the probe's sequence number, 0 to 65535; the first is 1
 * @param from the host that answered
 * @param payloadBytes how many bytes of the IP packet's payload came
 * @param manner {@code echo}, {@code open}, {@code closed} or {@code datagram}
 * @param marks what was unusual: {@code duplicate}, {@code reordered}, {@code late}, {@code
 *     bad-checksum}, {@code different-address}, {@code changed}, {@code ttl-changed}; left out in
 *     errors
 * @param error the ICMP error
 */
@Json
public record PingEventDocument(
    String command,
    String event,
    Target target,
    @Json.Property("interface") String interfaceName,
    String source,
    int sequence,
    String from,
    Integer payloadBytes,
    Integer hopLimit,
    Double rttMs,
    String manner,
    List<String> marks,
    Damage damage,
    Double elapsedMs,
    IcmpMessage error) {

  /** The host that was asked. */
  @Json
  public record Target(String name, String address) {}

  /** The first byte of data that differs from what was sent. A missing byte is left out. */
  @Json
  public record Damage(int offset, Integer sent, Integer received) {}

  /** The numbers of an ICMP error, and their meaning. */
  @Json
  public record IcmpMessage(int type, int code, String message, Long mtu) {}

  private static final String COMMAND = "ping";

  /**
   * The document of an event; {@code null} for an event that needs no line.
   *
   * @param name of the target as it was given
   * @param elapsed ns from the first probe to the event
   */
  public static PingEventDocument of(
      String name, PingQuestion question, PingEvent event, long elapsed) {
    PingEventDocument about =
        new PingEventDocument(
            COMMAND,
            null,
            new Target(name, Addresses.text(question.target())),
            question.hop().interfaceName(),
            Addresses.text(question.hop().source()),
            event.sequence(),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            millis(elapsed),
            null);
    if (event instanceof PingEvent.Answer answer) {
      return about.reply(answer);
    }
    if (event instanceof PingEvent.Failed failed) {
      return about.failure(failed);
    }
    return event instanceof PingEvent.Refused ? about.called("refused") : null;
  }

  private PingEventDocument called(String name) {
    return new PingEventDocument(
        command,
        name,
        target,
        interfaceName,
        source,
        sequence,
        from,
        payloadBytes,
        hopLimit,
        rttMs,
        manner,
        marks,
        damage,
        elapsedMs,
        error);
  }

  private PingEventDocument reply(PingEvent.Answer answer) {
    List<String> found = new ArrayList<>();
    for (Mark mark : Mark.values()) {
      if (answer.marks().contains(mark)) {
        found.add(mark.word());
      }
    }
    return new PingEventDocument(
        command,
        "reply",
        target,
        interfaceName,
        source,
        sequence,
        Addresses.text(answer.from()),
        answer.bytes(),
        answer.hopLimit(),
        millis(answer.roundTrip()),
        word(answer.manner()),
        found,
        answer
            .damage()
            .map(at -> new Damage(at.offset(), known(at.sent()), known(at.received())))
            .orElse(null),
        elapsedMs,
        null);
  }

  private PingEventDocument failure(PingEvent.Failed failed) {
    return new PingEventDocument(
        command,
        "error",
        target,
        interfaceName,
        source,
        sequence,
        Addresses.text(failed.from()),
        null,
        null,
        millis(failed.roundTrip()),
        null,
        null,
        null,
        elapsedMs,
        error(failed));
  }

  private static IcmpMessage error(PingEvent.Failed failed) {
    boolean tooBig = failed.error().kind() == IcmpError.Kind.TOO_BIG;
    return new IcmpMessage(
        failed.error().type(),
        failed.error().code(),
        failed.error().inWords(),
        tooBig ? failed.error().nextHopMtu() : null);
  }

  private static Integer known(int value) {
    return value < 0 ? null : value;
  }

  /** A time in ns as ms, with all decimals. */
  static double millis(long ns) {
    return ns / 1e6;
  }
}
