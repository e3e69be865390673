package dev.jnet.testnet;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Has the frames of a capture file judged by two that know nothing of jnet: tshark, and pcap4j's
 * packet classes.
 */
public final class Captures {
  private static final Pattern MAC = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String BAD = "0";
  private static final String EXPERT_ERROR = "8388608";
  private static final List<String> FIELDS =
      List.of(
          "frame.number",
          "_ws.malformed",
          "_ws.expert.severity",
          "_ws.expert.message",
          "ip.checksum.status",
          "tcp.checksum.status",
          "udp.checksum.status",
          "icmp.checksum.status",
          "icmpv6.checksum.status",
          "eth.src",
          "ip.src",
          "ipv6.src");

  /** From here on are the ports of traceroute and those that a system picks itself. */
  private static final int FIRST_PORT_OF_NOTHING = 33_434;

  private static final int MALFORMED = 1;
  private static final int SEVERITY = 2;
  private static final int MESSAGE = 3;
  private static final int FIRST_CHECKSUM = 4;
  private static final int FIRST_SOURCE = FIELDS.indexOf("eth.src");

  private Captures() {}

  /**
   * A judgement.
   *
   * @param frames how many frames of the sender's were judged: none of them bad means nothing when
   *     there were none
   * @param problems malformed packets and wrong checksums, one each; none when all is well
   */
  public record Verdict(int frames, List<String> problems) {}

  /**
   * Judges the frames that one sender sent, by tshark with all checksums verified and then by
   * pcap4j.
   *
   * <p>Only what jnet sent can be judged like this. The kernel leaves TCP and UDP checksums on veth
   * and loopback to hardware that is not there, and they are wrong in a capture of its own frames.
   *
   * @param file a capture in pcap format
   * @param sender its MAC address, or its IP address where there is no Ethernet header
   * @throws IllegalStateException when the two do not even find the same number of frames
   */
  public static Verdict check(Path file, String sender) {
    Verdict tshark = tshark(file, sender);
    Verdict pcap4j = SecondOpinion.check(PcapFile.read(file), sender);
    if (tshark.frames() != pcap4j.frames()) {
      throw new IllegalStateException(
          "tshark finds "
              + tshark.frames()
              + " frames from "
              + sender
              + ", pcap4j "
              + pcap4j.frames());
    }
    List<String> problems = new ArrayList<>(tshark.problems());
    problems.addAll(pcap4j.problems());
    return new Verdict(tshark.frames(), problems);
  }

  /** Fields of the frames of a capture that pass tshark's filter: a line a frame. */
  public static String fields(Path file, String filter, String... names) {
    List<String> words = new ArrayList<>(List.of("-Y", filter, "-T", "fields"));
    for (String name : names) {
      words.addAll(List.of("-e", name));
    }
    return tshark(file, words);
  }

  /** What tshark prints about a capture file; it looks up no names. */
  private static String tshark(Path file, List<String> options) {
    List<String> words = new ArrayList<>(List.of("tshark", "-n", "-r", file.toString()));
    words.addAll(options);
    return Background.start(file.toAbsolutePath().getParent(), Map.of(), words)
        .await(PATIENCE)
        .orThrow()
        .out();
  }

  static boolean isMac(String sender) {
    return MAC.matcher(sender).matches();
  }

  private static Verdict tshark(Path file, String sender) {
    int source =
        FIELDS.indexOf(isMac(sender) ? "eth.src" : Host.isIpv6(sender) ? "ipv6.src" : "ip.src");
    List<String> words = new ArrayList<>();
    for (String protocol : new String[] {"ip", "tcp", "udp"}) {
      words.addAll(List.of("-o", protocol + ".check_checksum:TRUE"));
    }
    // In random bytes tshark recognizes RTCP and what not, and finds it malformed.
    words.addAll(List.of("-d", "udp.port==" + FIRST_PORT_OF_NOTHING + "-65535,data"));
    // In the random data of SYNs it finds malformed requests.
    words.addAll(List.of("--disable-protocol", "http"));
    words.addAll(List.of("-T", "fields"));
    for (String name : FIELDS) {
      words.addAll(List.of("-e", name));
    }
    int frames = 0;
    List<String> problems = new ArrayList<>();
    for (String row : tshark(file, words).lines().toList()) {
      String[] columns = row.split("\t", -1);
      // Not by a display filter: that would find the sender of a packet which an error quotes, too.
      if (!columns[source].split(",", 2)[0].equals(sender)) {
        continue;
      }
      frames++;
      String frame = "tshark: frame " + columns[0] + ": ";
      if (!columns[MALFORMED].isEmpty()) {
        problems.add(frame + columns[MALFORMED]);
      }
      if (List.of(columns[SEVERITY].split(",")).contains(EXPERT_ERROR)) {
        problems.add(frame + columns[MESSAGE]);
      }
      for (int i = FIRST_CHECKSUM; i < FIRST_SOURCE; i++) {
        // Several where a packet quotes another; those of the quoted one tshark does not judge.
        if (List.of(columns[i].split(",")).contains(BAD)) {
          problems.add(frame + FIELDS.get(i) + " bad");
        }
      }
    }
    return new Verdict(frames, problems);
  }
}
