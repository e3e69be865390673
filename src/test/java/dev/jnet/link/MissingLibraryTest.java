package dev.jnet.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.link.pcap.Capture;
import dev.jnet.link.pcap.Links;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What is said where libpcap is not installed. */
class MissingLibraryTest {
  /** A program that opens a link, and prints why it could not. */
  static final class Opener {
    private Opener() {}

    public static void main(String[] arguments) {
      for (int i = 0; i < 2; i++) { // the second time the JVM remembers its failure
        try (Link link = Links.open("lo", new Capture("icmp", 256))) {
          System.out.println("opened " + link.type());
        } catch (LinkException e) {
          System.out.println(e.getMessage());
        }
      }
    }
  }

  @Test
  void itSaysHowToInstallLibpcap() throws Exception {
    Process process = ChildProcess.start(Opener.class, "-Djnet.libpcap=/nowhere/libpcap.so");
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String message =
        "libpcap is missing; install it: apt-get install libpcap0.8 (Debian, Ubuntu),"
            + " dnf install libpcap (Fedora, RHEL), apk add libpcap (Alpine)\n";
    assertEquals(message + message, out);
    assertEquals(0, process.waitFor());
  }
}
