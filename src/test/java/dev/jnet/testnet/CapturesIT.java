package dev.jnet.testnet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether captures are complete, and bad frames are found. */
@NamespaceTest
class CapturesIT {
  private static final int FRAME_HEADER = 16;
  private static final int FILE_HEADER = 24;
  private static final int ETHERNET_HEADER = 14;

  @Test
  void goodFramesOfThePingCommandAreFoundGood() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Host client = chain.client();
      Capture capture = client.capture("eth0");
      client.run("ping", "-c3", "-i0.01", chain.server().ipv4()).orThrow();
      client.run("ping", "-c3", "-i0.01", chain.server().ipv6()).orThrow();
      Path file = capture.stop();
      Captures.Verdict all = Captures.check(file, client.mac("eth0"));
      assertEquals(List.of(), all.problems());
      assertTrue(
          all.frames() >= 8,
          "6 echo requests, a question of ARP and one of ND, not " + all.frames());
      assertEquals(new Captures.Verdict(3, List.of()), Captures.check(file, client.ipv4()));
      assertTrue(Captures.check(file, client.ipv6()).frames() >= 3);
    }
  }

  @Test
  void barePacketsAreJudgedToo() {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain().mtus(1420).withoutEthernet(0).build();
      Capture capture = chain.client().capture("tun0");
      chain.client().run("ping", "-c3", "-i0.01", chain.server().ipv4()).orThrow();
      Path file = capture.stop();
      assertEquals(PcapFile.RAW_IP, PcapFile.read(file).linkType());
      assertEquals(new Captures.Verdict(3, List.of()), Captures.check(file, chain.client().ipv4()));
    }
  }

  @Test
  void aWrongByteIsFoundByBoth() throws IOException {
    try (TestNet net = TestNet.create()) {
      Chain chain = net.chain(1500);
      Capture capture = chain.client().capture("eth0");
      chain.client().run("ping", "-c1", chain.server().ipv4()).orThrow();
      Path file = capture.stop();
      String sender = chain.client().ipv4();
      int icmpData = ETHERNET_HEADER + 20 + 8 + 20;
      List<String> problems = Captures.check(damaged(file, sender, icmpData), sender).problems();
      assertTrue(
          problems.stream().anyMatch(p -> p.startsWith("tshark") && p.contains("icmp.checksum")),
          problems::toString);
      assertTrue(
          problems.stream().anyMatch(p -> p.startsWith("pcap4j") && p.contains("checksum: IcmpV4")),
          problems::toString);
      int ipIdentification = ETHERNET_HEADER + 4;
      problems = Captures.check(damaged(file, sender, ipIdentification), sender).problems();
      assertTrue(
          problems.stream().anyMatch(p -> p.startsWith("tshark") && p.contains("ip.checksum")),
          problems::toString);
      assertTrue(
          problems.stream().anyMatch(p -> p.startsWith("pcap4j") && p.contains("checksum: IpV4")),
          problems::toString);
      int ipTotalLength = ETHERNET_HEADER + 3;
      problems = Captures.check(damaged(file, sender, ipTotalLength), sender).problems();
      assertTrue(problems.stream().anyMatch(p -> p.startsWith("pcap4j")), problems::toString);
    }
  }

  /** A copy of a capture with a byte changed in the first frame from a sender. */
  private static Path damaged(Path file, String sender, int offset) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    byte[] address = InetAddress.getByName(sender).getAddress();
    int position = FILE_HEADER;
    while (true) {
      int frame = position + FRAME_HEADER;
      boolean ip = buffer.order(ByteOrder.BIG_ENDIAN).getShort(frame + 12) == 0x0800;
      int source = frame + ETHERNET_HEADER + 12;
      if (ip && Arrays.equals(bytes, source, source + 4, address, 0, 4)) {
        bytes[frame + offset] ^= 1;
        return Files.write(file.resolveSibling("damaged.pcap"), bytes);
      }
      position = frame + buffer.order(ByteOrder.LITTLE_ENDIAN).getInt(position + 8);
    }
  }
}
