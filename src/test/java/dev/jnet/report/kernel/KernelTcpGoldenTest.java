package dev.jnet.report.kernel;

import static dev.jnet.report.Samples.ASCII;
import static dev.jnet.report.Samples.COLORED;
import static dev.jnet.report.Samples.TERMINAL;
import static dev.jnet.report.Samples.addJson;
import static dev.jnet.report.Samples.eth0;
import static dev.jnet.report.Samples.ip;
import static dev.jnet.report.Samples.ms;

import dev.jnet.host.KernelTcp;
import dev.jnet.host.KernelTcp.Facts;
import dev.jnet.host.KernelTcp.Refusal;
import dev.jnet.host.KernelTcp.Status;
import dev.jnet.mtu.MtuResult;
import dev.jnet.mtu.MtuResult.Confidence;
import dev.jnet.report.Golden;
import dev.jnet.wire.IcmpError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class KernelTcpGoldenTest {
  private static final Facts FACTS = new Facts(1448, 1460, 1500, ms(12.3), true, true, false, 7, 7);
  private static final Facts CLAMPED =
      new Facts(1400, 1460, 1500, ms(12.3), true, true, false, 7, 7);
  private static final Facts BARE =
      new Facts(536, 1460, 1500, ms(12.3), false, false, true, -1, -1);

  private final Map<String, String> files = new TreeMap<>();

  @Test
  void printsGoldenFiles() throws IOException {
    add("open", handshake(open(443, FACTS)));
    add("open-without-options", handshake(open(443, BARE)));
    add("reply", handshake(reply(false)));
    add("reply-endless", handshake(reply(true)));
    add("closed", handshake(failed(443, Status.CLOSED, Optional.empty())));
    add("silent", handshake(failed(443, Status.FILTERED, Optional.empty())));
    add("filtered", handshake(filtered(443)));
    add(
        "several-ports",
        handshake(open(443, FACTS), filtered(22), failed(80, Status.CLOSED, Optional.empty())));
    add("mss-fits", mss(FACTS, 1500, Confidence.CONFIRMED));
    add("mss-clamped", mss(CLAMPED, 1452, Confidence.CONFIRMED));
    add("mss-too-large", mss(FACTS, 1400, Confidence.CONFIRMED));
    add("mss-needlessly-small", mss(CLAMPED, 1500, Confidence.CONFIRMED));
    add("mss-path-not-known", mss(FACTS, 1280, Confidence.BRACKETED));
    KernelTcpReportContent clamped = mss(CLAMPED, 1452, Confidence.CONFIRMED);
    files.put("mss-clamped.color.txt", KernelTcpReport.text(clamped, COLORED));
    files.put("mss-clamped.ascii.txt", KernelTcpReport.text(clamped, ASCII));
    Golden.compareReport("kernel", files);
  }

  private void add(String name, KernelTcpReportContent content) {
    files.put(name + ".txt", KernelTcpReport.text(content, TERMINAL));
    files.put(name + ".brief.txt", KernelTcpReport.bare(content));
    addJson(files, name, KernelTcpDocument.of(content));
  }

  private static KernelTcpReportContent handshake(KernelTcp... connections) {
    return new KernelTcpReportContent(
        "handshake",
        "server.example",
        ip("192.0.2.9"),
        eth0(1500),
        List.of(connections),
        Optional.empty(),
        ms(25.1));
  }

  private static KernelTcpReportContent mss(Facts facts, int mtu, Confidence confidence) {
    MtuResult path =
        new MtuResult(
            MtuResult.Status.OK,
            mtu,
            mtu + 1,
            confidence,
            new MtuResult.Counts(1, 1, 1, 1),
            false,
            Optional.empty(),
            List.of(),
            List.of(),
            new MtuResult.WayBack(false, 0, 0),
            MtuResult.DontFragment.UNTESTED,
            Optional.empty(),
            0,
            1,
            4);
    return new KernelTcpReportContent(
        "mss",
        "192.0.2.9",
        ip("192.0.2.9"),
        eth0(1500),
        List.of(open(443, facts)),
        Optional.of(path),
        ms(25.1));
  }

  private static KernelTcp open(int port, Facts facts) {
    return new KernelTcp(port, Status.OPEN, Optional.empty(), 0, Optional.of(facts));
  }

  private static KernelTcp reply(boolean endless) {
    byte[] banner = "SSH-2.0-OpenSSH\r\n".getBytes(StandardCharsets.UTF_8);
    return new KernelTcp(22, Status.OPEN, Optional.empty(), 0, Optional.of(FACTS), banner, endless);
  }

  private static KernelTcp filtered(int port) {
    IcmpError prohibited = IcmpError.unreachable(4, 13, new byte[28]);
    return failed(port, Status.FILTERED, Optional.of(new Refusal(ip("10.0.0.1"), prohibited)));
  }

  private static KernelTcp failed(int port, Status status, Optional<Refusal> refusal) {
    return new KernelTcp(port, status, refusal, 111, Optional.empty());
  }
}
