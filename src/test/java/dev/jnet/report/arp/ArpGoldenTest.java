package dev.jnet.report.arp;

import static dev.jnet.report.Samples.ASCII;
import static dev.jnet.report.Samples.COLORED;
import static dev.jnet.report.Samples.TERMINAL;
import static dev.jnet.report.Samples.addJson;
import static dev.jnet.report.Samples.ip;
import static dev.jnet.report.Samples.mac;
import static dev.jnet.report.Samples.ms;

import dev.jnet.host.Neighbor;
import dev.jnet.host.Neighbor.State;
import dev.jnet.host.Vendors;
import dev.jnet.neighbor.AddressRange;
import dev.jnet.neighbor.Claim;
import dev.jnet.neighbor.NeighborAnswer;
import dev.jnet.neighbor.NeighborEvent;
import dev.jnet.neighbor.NeighborQuestion;
import dev.jnet.neighbor.ResolutionResult;
import dev.jnet.neighbor.ReverseAnswer;
import dev.jnet.neighbor.ReverseResolutionResult;
import dev.jnet.neighbor.ScanFinding;
import dev.jnet.neighbor.ScanResult;
import dev.jnet.neighbor.Sighting;
import dev.jnet.neighbor.WatchResult;
import dev.jnet.probe.Reply;
import dev.jnet.report.Access;
import dev.jnet.report.Golden;
import dev.jnet.report.Style;
import dev.jnet.wire.Arp;
import dev.jnet.wire.EtherType;
import dev.jnet.wire.Ethernet;
import dev.jnet.wire.MacAddress;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArpGoldenTest {
  private static final InetAddress US = ip("192.0.2.7");
  private static final Inet4Address ASKED = (Inet4Address) ip("192.0.2.9");
  private static final MacAddress OURS = mac(7);
  private static final MacAddress VENDOR = MacAddress.parse("00:10:20:00:00:09");
  private static final MacAddress UNKNOWN = MacAddress.parse("00:10:21:00:00:08");

  @TempDir private Path folder;
  private final Map<String, String> files = new TreeMap<>();
  private VendorNames vendors;

  @BeforeEach
  void readVendors() throws IOException {
    Path table = Files.writeString(folder.resolve("table"), "001020 Plain Vendor\n");
    vendors = new VendorNames(Vendors.in(List.of(table)));
  }

  @Test
  void printsGoldenFiles() throws IOException {
    resolutions();
    claims();
    scans();
    watches();
    reverse();
    ArpReportContent conflict = content(conflict(), Optional.of(neighbor(State.STALE, mac(66))));
    files.put("conflict.color.txt", text(conflict, COLORED));
    files.put("conflict.ascii.txt", text(conflict, ASCII));
    addJson(
        files,
        "error",
        List.of(ArpDocument.error("resolve", "nowhere.example", "name", "not known")));
    Golden.compareReport("arp", files);
  }

  private void resolutions() throws IOException {
    add("found", content(found(), Optional.of(neighbor(State.REACHABLE, VENDOR))));
    add("found-first-only", firstOnly());
    add("conflict", content(conflict(), Optional.of(neighbor(State.STALE, mac(66)))));
    add("proxy", content(proxy(), Optional.of(neighbor(State.FAILED, null))));
    add("silence", content(answers(), Optional.of(neighbor(State.STALE, VENDOR))));
    add("behind-router", behindRouter());
    add("own", own());
    add("ipv6", ipv6());
    add("table", table(Optional.of(neighbor(State.STALE, VENDOR))));
    add("table-reachable", table(Optional.of(neighbor(State.REACHABLE, mac(9)))));
    add("table-failed", table(Optional.of(neighbor(State.FAILED, null))));
    add("table-empty", table(Optional.empty()));
  }

  private void add(String name, ArpReportContent content) throws IOException {
    files.put(name + ".txt", text(content, TERMINAL));
    files.put(name + ".brief.txt", ArpHeadline.macs(content));
    addJson(files, name, List.of(ArpDocument.of(content, vendors)));
  }

  private String text(ArpReportContent content, Style style) throws IOException {
    return ArpHeadline.line(content, style) + ArpReport.text(content, vendors, style);
  }

  private static NeighborQuestion question() {
    return new NeighborQuestion("eth0", US, OURS, ASKED);
  }

  private static Ethernet arpReply(MacAddress source, MacAddress destination, MacAddress told) {
    Arp arp = new Arp(Arp.REPLY, told, ASKED, OURS, (Inet4Address) US);
    return new Ethernet(destination, source, List.of(), EtherType.ARP, arp.emit());
  }

  private static NeighborAnswer answer(int number, MacAddress mac, boolean exact) {
    return answer(number, mac, arpReply(mac, OURS, mac), exact);
  }

  private static NeighborAnswer answer(
      int number, MacAddress mac, Ethernet ethernet, boolean exact) {
    return new NeighborAnswer(number, mac, ethernet, new Reply.Timing(0, ms(0.42), exact, false));
  }

  private static ResolutionResult answers(NeighborAnswer... answers) {
    return new ResolutionResult(question(), 3, List.of(answers));
  }

  private static ResolutionResult found() {
    return answers(answer(1, VENDOR, true), answer(2, VENDOR, true), answer(3, VENDOR, true));
  }

  private static ResolutionResult conflict() {
    return answers(answer(1, VENDOR, true), answer(1, UNKNOWN, false), answer(2, VENDOR, true));
  }

  private static ResolutionResult proxy() {
    return answers(answer(1, UNKNOWN, arpReply(mac(1), MacAddress.BROADCAST, UNKNOWN), true));
  }

  private static Neighbor neighbor(State state, MacAddress mac) {
    return new Neighbor(2, ASKED, state, mac);
  }

  private static ArpReportContent content(ResolutionResult resolved, Optional<Neighbor> kernel) {
    return new ArpReportContent(
        "printer.example",
        ASKED,
        Optional.empty(),
        Access.CAPTURE,
        resolved,
        List.of(),
        false,
        kernel,
        ms(1002.3));
  }

  private static ArpReportContent firstOnly() {
    return new ArpReportContent(
        "192.0.2.9",
        ASKED,
        Optional.empty(),
        Access.CAPTURE,
        new ResolutionResult(question(), 1, List.of(answer(1, mac(9), true))),
        List.of(),
        true,
        Optional.empty(),
        ms(0.5));
  }

  private static ArpReportContent behindRouter() {
    return new ArpReportContent(
        "server.example",
        ip("203.0.113.9"),
        Optional.empty(),
        Access.CAPTURE,
        found(),
        List.of(),
        false,
        Optional.empty(),
        ms(1002.3));
  }

  private static ArpReportContent own() {
    NeighborQuestion question = new NeighborQuestion("eth0", US, OURS, US);
    return new ArpReportContent(
        "192.0.2.7",
        US,
        Optional.of(OURS),
        Access.CAPTURE,
        new ResolutionResult(question, 0, List.of()),
        List.of(),
        false,
        Optional.empty(),
        0);
  }

  private static ArpReportContent ipv6() {
    NeighborQuestion question =
        new NeighborQuestion("eth0", ip("2001:db8::7"), OURS, ip("2001:db8::9"));
    return new ArpReportContent(
        "2001:db8::9",
        ip("2001:db8::9"),
        Optional.empty(),
        Access.CAPTURE,
        new ResolutionResult(question, 3, List.of()),
        List.of(),
        false,
        Optional.empty(),
        ms(3000));
  }

  private static ArpReportContent table(Optional<Neighbor> kernel) {
    return new ArpReportContent(
        "printer.example",
        ASKED,
        Optional.empty(),
        Access.NEIGHBOR_TABLE,
        new ResolutionResult(question(), 0, List.of()),
        List.of(),
        false,
        kernel,
        ms(0.1));
  }

  private void claims() throws IOException {
    List<Claim> claims = new ArrayList<>();
    for (Sighting.Kind how : Sighting.Kind.values()) {
      claims.add(new Claim(VENDOR, how, arpReply(VENDOR, OURS, VENDOR), 0));
    }
    claims.add(new Claim(UNKNOWN, Sighting.Kind.ANSWER, arpReply(mac(1), OURS, UNKNOWN), 0));
    add("probe-free", claims(false, List.of(), 3));
    add("probe-taken", claims(false, claims, 1));
    add("probe-ended-early", claims(false, List.of(), 2));
    add("announced", claims(true, List.of(), 3));
    add("announced-conflict", claims(true, claims.subList(0, 1), 2));
    add("probe-own-ipv6", ownIpv6());
  }

  private void add(String name, ClaimsReportContent content) throws IOException {
    files.put(name + ".txt", ClaimsReport.text(content, vendors, TERMINAL));
    addJson(files, name, List.of(ClaimsDocument.of(content, vendors)));
  }

  private static ClaimsReportContent claims(boolean announced, List<Claim> claims, int sent) {
    return new ClaimsReportContent(
        announced,
        "printer.example",
        ASKED,
        "eth0",
        false,
        sent,
        3,
        claims,
        sent == 3,
        ms(4001),
        Access.CAPTURE);
  }

  private static ClaimsReportContent ownIpv6() {
    return new ClaimsReportContent(
        false,
        "2001:db8::7",
        ip("2001:db8::7"),
        "eth0",
        true,
        1,
        1,
        List.of(),
        true,
        ms(1001),
        Access.CAPTURE);
  }

  private void scans() throws IOException {
    List<ScanFinding> stations = new ArrayList<>();
    stations.add(
        new ScanFinding(
            (Inet4Address) ip("192.0.2.1"),
            List.of(answer(1, mac(1), arpReply(mac(2), OURS, mac(1)), true))));
    stations.add(
        new ScanFinding(ASKED, List.of(answer(1, VENDOR, true), answer(1, UNKNOWN, true))));
    List<ScanFinding> proxied = new ArrayList<>();
    for (int last = 100; last < 116; last++) {
      proxied.add(
          new ScanFinding((Inet4Address) ip("192.0.2." + last), List.of(answer(1, VENDOR, true))));
    }
    add("scan", new ScanResult(range(), 254, 506, 0, stations, true, ms(2345), ms(120), List.of()));
    add(
        "scan-proxy",
        new ScanResult(range(), 254, 490, 3, proxied, false, ms(1200), ms(120), List.of()));
    add(
        "scan-empty",
        new ScanResult(range(), 1, 2, 0, List.of(), true, ms(1000), ms(500), List.of()));
    addJson(
        files,
        "scan-stations",
        List.of(
            ScanDocument.host(stations.get(0), vendors),
            ScanDocument.host(stations.get(1), vendors)));
    files.put(
        "scan-progress.txt",
        ScanReport.progress(10, 244, 1) + "\n" + ScanReport.progress(254, 0, 3) + "\n");
  }

  private static AddressRange range() {
    return AddressRange.parse("192.0.2.0/24");
  }

  private void add(String name, ScanResult scanned) throws IOException {
    files.put(name + ".txt", ScanReport.text(scanned, "192.0.2.0/24", "eth0", vendors, TERMINAL));
    files.put(name + ".brief.txt", ScanReport.pairs(scanned));
    addJson(
        files,
        name,
        List.of(ScanDocument.summary(scanned, "192.0.2.0/24", "eth0", Access.CAPTURE)));
  }

  private void watches() throws IOException {
    StringBuilder lines = new StringBuilder();
    List<WatchDocument> documents = new ArrayList<>();
    WatchDocument.Watch watch = new WatchDocument.Watch(ms(1000), "eth0", Access.CAPTURE);
    long at = ms(1234);
    for (NeighborEvent.What what : NeighborEvent.What.values()) {
      Optional<MacAddress> before =
          what == NeighborEvent.What.CHANGED ? Optional.of(UNKNOWN) : Optional.empty();
      Sighting sighting =
          new Sighting(at, Sighting.Kind.ANSWER, ASKED, VENDOR, arpReply(VENDOR, OURS, VENDOR));
      NeighborEvent event = new NeighborEvent(what, sighting, before);
      lines.append(WatchText.line(event, ms(1000), vendors, TERMINAL)).append('\n');
      documents.add(WatchDocument.of(event, watch, vendors));
      at += ms(61_500);
    }
    lines.append(WatchText.summary(new WatchResult(12, 4, Map.of(ASKED, VENDOR)), "eth0"));
    files.put("watch.txt", lines.append('\n').toString());
    addJson(files, "watch", documents);
  }

  private void reverse() throws IOException {
    add("reverse", reversed(server("192.0.2.9", 1)));
    add("reverse-conflict", reversed(server("192.0.2.9", 1), server("192.0.2.10", 3)));
    add("reverse-silence", reversed());
  }

  private void add(String name, ReverseResolutionResult resolved) throws IOException {
    files.put(name + ".txt", ReverseReport.text(resolved, vendors, TERMINAL));
    files.put(name + ".brief.txt", ReverseReport.addresses(resolved));
    addJson(files, name, List.of(ReverseDocument.of(resolved, vendors, Access.CAPTURE)));
  }

  private static ReverseResolutionResult reversed(ReverseAnswer... answers) {
    return new ReverseResolutionResult("eth0", OURS, VENDOR, 3, List.of(answers));
  }

  private static ReverseAnswer server(String told, int last) {
    return new ReverseAnswer(
        (Inet4Address) ip(told),
        mac(last),
        (Inet4Address) ip("192.0.2." + last),
        new Ethernet(OURS, mac(last), List.of(), EtherType.RARP, new byte[28]),
        new Reply.Timing(0, ms(1.5), true, false));
  }
}
