package dev.jnet.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jnet.host.Vendors;
import dev.jnet.link.LinkType;
import dev.jnet.neighbor.AddressProbe;
import dev.jnet.neighbor.AddressRange;
import dev.jnet.neighbor.Announcement;
import dev.jnet.neighbor.Claim;
import dev.jnet.neighbor.NeighborQuestion;
import dev.jnet.neighbor.NeighborWatch;
import dev.jnet.neighbor.Resolution;
import dev.jnet.neighbor.ReverseResolution;
import dev.jnet.neighbor.Scan;
import dev.jnet.neighbor.ScanFinding;
import dev.jnet.report.Access;
import dev.jnet.report.JsonLines;
import dev.jnet.report.Style;
import dev.jnet.report.arp.ArpDocument;
import dev.jnet.report.arp.ArpHeadline;
import dev.jnet.report.arp.ArpReport;
import dev.jnet.report.arp.ArpReportContent;
import dev.jnet.report.arp.ClaimsReport;
import dev.jnet.report.arp.ClaimsReportContent;
import dev.jnet.report.arp.ReverseReport;
import dev.jnet.report.arp.ScanReport;
import dev.jnet.report.arp.VendorNames;
import dev.jnet.report.arp.WatchText;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.MacAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Questions about neighbors, on a link where anybody says anything. */
class NeighborFuzz {
  private static final VendorNames VENDORS = new VendorNames(Vendors.in(List.of()));

  static Stream<byte[]> corpus() throws IOException {
    return Corpus.of(NeighborFuzz.class);
  }

  @MethodSource("corpus")
  @FuzzTest
  void anyLink(byte[] bytes) throws IOException {
    Script script = new Script(bytes);
    int version = script.flag() ? 4 : 6;
    FuzzedLink link = new FuzzedLink(LinkType.ETHERNET, script);
    InetAddress source = Addresses.literal(version == 4 ? "192.0.2.1" : "2001:db8::1");
    InetAddress target = Addresses.literal(version == 4 ? "192.0.2.9" : "2001:db8::9");
    try {
      switch (script.choice(7)) {
        case 0, 1 -> resolve(new NeighborQuestion("eth0", source, Fuzzing.MAC, target), link);
        case 2 -> probe(target, link);
        case 3 -> announce(source, link);
        case 4 -> reverse(link);
        case 5 -> scan((Inet4Address) Addresses.literal("192.0.2.1"), link);
        default -> watch(link);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void resolve(NeighborQuestion question, FuzzedLink link) {
    Fuzzing.run(
        link,
        new Resolution(question),
        (resolved, tally) -> {
          ArpReportContent content =
              new ArpReportContent(
                  "host",
                  question.target(),
                  Optional.empty(),
                  Access.CAPTURE,
                  resolved,
                  List.of(),
                  false,
                  Optional.empty(),
                  Nanos.SECOND);
          try {
            Fuzzing.printable(ArpHeadline.line(content, Style.PLAIN));
            Fuzzing.printable(ArpReport.text(content, VENDORS, Style.PLAIN));
            Fuzzing.printable(JsonLines.of(ArpDocument.of(content, VENDORS)));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static void probe(InetAddress target, FuzzedLink link) {
    Fuzzing.run(
        link,
        new AddressProbe("eth0", Fuzzing.MAC, target, new Random(1)),
        (found, tally) -> print(false, target, found.asked(), found.claims()));
  }

  private static void announce(InetAddress own, FuzzedLink link) {
    Fuzzing.run(
        link,
        new Announcement("eth0", Fuzzing.MAC, own, false),
        (found, tally) -> print(true, own, found.sent(), found.claims()));
  }

  private static void print(boolean announced, InetAddress address, int sent, List<Claim> claims) {
    ClaimsReportContent content =
        new ClaimsReportContent(
            announced,
            "host",
            address,
            "eth0",
            announced,
            sent,
            3,
            claims,
            true,
            Nanos.SECOND,
            Access.CAPTURE);
    try {
      Fuzzing.printable(ClaimsReport.text(content, VENDORS, Style.PLAIN));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void reverse(FuzzedLink link) {
    Fuzzing.run(
        link,
        new ReverseResolution("eth0", Fuzzing.MAC, MacAddress.parse("02:00:00:00:00:02")),
        (resolved, tally) -> {
          try {
            Fuzzing.printable(ReverseReport.text(resolved, VENDORS, Style.PLAIN));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static void scan(Inet4Address source, FuzzedLink link) {
    Scan.Listener nobody =
        new Scan.Listener() {
          @Override
          public void found(ScanFinding found) {}

          @Override
          public void progress(int sent, int left) {}
        };
    AddressRange range = AddressRange.parse("192.0.2.0/28");
    Fuzzing.run(
        link,
        new Scan(new Scan.Asker("eth0", source, Fuzzing.MAC), range, Scan.SHORTEST_WAIT, nobody),
        (scanned, tally) -> {
          try {
            Fuzzing.printable(ScanReport.text(scanned, "range", "eth0", VENDORS, Style.PLAIN));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static void watch(FuzzedLink link) {
    Fuzzing.run(
        link,
        new NeighborWatch(
            event -> {
              try {
                Fuzzing.printable(WatchText.line(event, 0, VENDORS, Style.PLAIN));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            }),
        (watched, tally) -> Fuzzing.printable(WatchText.summary(watched, "eth0")));
  }
}
