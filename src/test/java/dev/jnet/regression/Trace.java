package dev.jnet.regression;

import dev.jnet.handshake.HandshakeResult;
import dev.jnet.handshake.Step;
import dev.jnet.link.Frame;
import dev.jnet.tcp.OptionsInForce;
import dev.jnet.walk.conversation.ConversationResult;
import dev.jnet.walk.conversation.Segment;
import dev.jnet.wire.Dissection;
import dev.jnet.wire.IcmpError;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.Transport;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** What passed on a link and what came of it, a line a thing, so that two runs can be compared. */
final class Trace {
  private final List<String> lines = new ArrayList<>();

  void frame(Frame frame) {
    Dissection dissection = frame.dissect();
    String what = dissection.transport().map(Trace::words).orElse("something");
    line((frame.outgoing() ? "> " : "< ") + frame.at() + " " + what);
  }

  private static String words(Transport transport) {
    if (transport instanceof Tcp tcp) {
      return words(tcp);
    }
    return transport instanceof IcmpError error ? error.inWords() : "not TCP";
  }

  private static String words(Tcp tcp) {
    return tcp.flagsInWords()
        + " seq "
        + tcp.sequence()
        + " ack "
        + tcp.acknowledgment()
        + " win "
        + tcp.window()
        + " opt "
        + tcp.options().size()
        + " len "
        + tcp.payload().length;
  }

  void line(String text) {
    lines.add(text);
  }

  void result(ConversationResult result) {
    line("course " + result.course() + ", ending " + result.ending());
    line("refusal " + result.refusal().map(each -> each.from() + " " + each.error().inWords()));
    line("times " + result.times() + ", round trip " + result.roundTrip());
    line("out " + result.out());
    line("in " + result.in());
    line("stall " + result.stall());
    line("mss " + result.effectiveMss() + ", " + words(result.options()));
    line("states " + result.states());
    for (Segment each : result.segments()) {
      line(
          (each.outgoing() ? "out " : "in ")
              + each.at()
              + (each.exact() ? " exact " : " about ")
              + each.tcp().map(Trace::words).or(() -> each.error().map(IcmpError::inWords))
              + " "
              + each.ours()
              + " left out "
              + each.leftOut());
    }
  }

  void result(HandshakeResult result) {
    line("port " + result.port() + " " + result.status() + ", ending " + result.ending());
    line("error " + result.error().map(each -> each.from() + " " + each.error().inWords()));
    line(
        "syn " + result.syn().map(Trace::words) + ", syn-ack " + result.synAck().map(Trace::words));
    line("mss " + result.effectiveMss() + ", " + words(result.options()));
    line("round trip " + result.roundTrip() + " " + result.exact());
    line("reply " + result.reply().length + " " + Arrays.hashCode(result.reply()));
    line("remarks " + result.remarks() + ", complaint " + result.complaint());
    for (Step each : result.steps()) {
      line(
          (each.outgoing() ? "out " : "in ")
              + each.at()
              + (each.exact() ? " exact " : " about ")
              + each.from()
              + " ttl "
              + each.hopLimit()
              + " "
              + each.tcp().map(Trace::words).or(() -> each.error().map(IcmpError::inWords))
              + " "
              + each.ours()
              + " "
              + each.theirs().map(Enum::name).orElse("-"));
    }
  }

  private static String words(OptionsInForce options) {
    return "theirs "
        + options.theirMss()
        + (options.scaled() ? " scaled" : "")
        + (options.sack() ? " sack" : "")
        + (options.timestamps() ? " timestamps" : "")
        + " shifts "
        + options.ourShift()
        + " "
        + options.theirShift();
  }

  List<String> lines() {
    return lines;
  }

  /** The first 16 digits of its SHA-256. */
  String hash() {
    try {
      byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }
}
