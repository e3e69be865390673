package dev.jnet.host.name;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code resolv.conf} and {@code hosts} as they are found in the field. */
class ResolverConfigurationTest {
  @TempDir Path folder;

  private ResolverConfiguration read(String text) throws IOException {
    return ResolverConfiguration.read(Files.writeString(folder.resolve("resolv.conf"), text));
  }

  private static List<String> texts(List<InetAddress> addresses) {
    List<String> texts = new ArrayList<>();
    for (InetAddress each : addresses) {
      texts.add(Addresses.text(each));
    }
    return texts;
  }

  @Test
  void readsServersAndDomains() throws IOException {
    ResolverConfiguration found =
        read(
            """
            # made by hand
            nameserver 192.0.2.1 ; first
              nameserver	2001:db8::1
            nameserver nonsense
            nameserver 192.0.2.3
            nameserver 192.0.2.4
            domain old.example
            search a.example b.example
            options rotate ndots:2
            """);
    assertEquals(List.of("192.0.2.1", "2001:db8::1", "192.0.2.3"), texts(found.servers()));
    assertEquals(
        List.of("www.c.a.example", "www.c.b.example", "www.c"), found.forms("www.c"), "ndots:2");
    assertEquals("www.c.d", found.forms("www.c.d").get(0));
    assertEquals(List.of("www."), found.forms("www."));
  }

  @Test
  void withoutAFileThisMachineIsAsked() throws IOException {
    ResolverConfiguration found = ResolverConfiguration.read(folder.resolve("nothing"));
    assertEquals(List.of("127.0.0.1"), texts(found.servers()));
    assertEquals(List.of("www"), found.forms("www"));
    assertEquals(List.of("127.0.0.1"), texts(read("options ndots:x\n").servers()));
  }

  @Test
  void findsNamesInTheHostsFile() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("hosts"),
            """
            127.0.0.1 localhost
            ::1 localhost ip6-localhost # both
            192.0.2.9	NAS nas.lan
            garbage nas
            192.0.2.9 nas
            """);
    assertEquals(
        List.of("127.0.0.1", "::1"), texts(ResolverConfiguration.hosts(file, "LOCALHOST")));
    assertEquals(List.of("192.0.2.9"), texts(ResolverConfiguration.hosts(file, "nas")));
    assertEquals(List.of(), ResolverConfiguration.hosts(file, "192.0.2.9"));
  }
}
