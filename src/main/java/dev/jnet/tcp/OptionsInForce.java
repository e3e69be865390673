package dev.jnet.tcp;

import dev.jnet.unit.Nanos;
import dev.jnet.wire.Tcp;
import dev.jnet.wire.TcpOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What the two SYNs agreed on: the segment size, scaled windows, selective acknowledgments and
 * timestamps; and the options that our segments carry because of it.
 */
public final class OptionsInForce {
  /** Bytes of the timestamps option, with two NOPs in front that bring it to whole words. */
  public static final int TIMESTAMPS_LENGTH = 12;

  private static final TcpOption NOP = new TcpOption.NoOperation();

  private final TcpSettings settings;
  private final long timestampOffset;
  private boolean scaled;
  private boolean sack;
  private boolean timestamps;
  private int theirMss;
  private boolean theirMssAnnounced;
  private int theirShift;
  private long recent;
  private long lastAcknowledged;

  OptionsInForce(TcpSettings settings, long timestampOffset) {
    this.settings = settings;
    this.timestampOffset = timestampOffset;
    this.theirMss = settings.defaultMss();
  }

  /** Of a connection that never was: nothing agreed on. */
  public static OptionsInForce none(TcpSettings settings) {
    return new OptionsInForce(settings, 0);
  }

  /**
   * What two SYNs that were seen to pass agreed on.
   *
   * @param settings of which only the sizes that no SYN tells are taken
   * @param ours the SYN of the side whose options these are
   * @param theirs the other side's
   */
  public static OptionsInForce seen(TcpSettings settings, Tcp ours, Tcp theirs) {
    int scale = -1;
    boolean withSack = false;
    boolean withStamps = false;
    for (TcpOption option : ours.options()) {
      scale =
          option instanceof TcpOption.WindowScale own
              ? Math.min(own.shift(), TcpOption.WindowScale.MOST)
              : scale;
      withSack |= option instanceof TcpOption.SackPermitted;
      withStamps |= option instanceof TcpOption.Timestamps;
    }
    OptionsInForce options =
        new OptionsInForce(
            settings
                .withAnnouncedMss(ours.maximumSegmentSize().orElse(0))
                .withOptions(scale, withSack, withStamps),
            0);
    options.agree(theirs);
    return options;
  }

  /** The other's SYN is here: what both have offered is in force. */
  void agree(Tcp syn) {
    for (TcpOption option : syn.options()) {
      if (option instanceof TcpOption.MaximumSegmentSize mss) {
        theirMss = mss.bytes();
        theirMssAnnounced = true;
      } else if (option instanceof TcpOption.WindowScale scale
          && settings.syn().windowScale() >= 0) {
        scaled = true;
        theirShift = Math.min(scale.shift(), TcpOption.WindowScale.MOST);
      } else if (option instanceof TcpOption.SackPermitted && settings.syn().sackPermitted()) {
        sack = true;
      } else if (option instanceof TcpOption.Timestamps stamps && settings.syn().timestamps()) {
        timestamps = true;
        recent = stamps.value();
      }
    }
    lastAcknowledged = Seq.plus(syn.sequence(), 1);
  }

  /** The MSS that the other's SYN announced. */
  public OptionalInt theirMss() {
    return theirMssAnnounced ? OptionalInt.of(theirMss) : OptionalInt.empty();
  }

  /** Whether segments carry timestamps. */
  public boolean timestamps() {
    return timestamps;
  }

  /** Whether selective acknowledgments may be sent. */
  public boolean sack() {
    return sack;
  }

  /** Whether windows are scaled. */
  public boolean scaled() {
    return scaled;
  }

  /** By how much the other's windows are shifted, 0 to 14. */
  public int theirShift() {
    return theirShift;
  }

  /** By how much our own windows are shifted, 0 to 14. */
  public int ourShift() {
    return scaled ? settings.syn().windowScale() : 0;
  }

  /**
   * Bytes of data that a segment of ours may carry: the lesser of what the other takes and what our
   * way out carries, without the options that every segment has (RFC 6691).
   */
  public int effectiveMss() {
    int mss = Math.min(theirMss, settings.sendMss()) - (timestamps ? TIMESTAMPS_LENGTH : 0);
    return Math.max(TcpSettings.MIN_MSS, mss);
  }

  /**
   * Bytes of data that a segment of either side carries when it is full: by it we tell segments
   * apart that a kernel has joined. The MSS that we announced counts; the other's where we
   * announced none.
   */
  public int agreedMss() {
    int announced = settings.syn().mss() > 0 ? settings.syn().mss() : theirMss;
    return Math.min(announced, settings.sendMss()) - (timestamps ? TIMESTAMPS_LENGTH : 0);
  }

  /** SACK blocks that have room beside the other options. */
  int mostSackBlocks() {
    return !sack ? 0 : timestamps ? 3 : 4;
  }

  /** The options of our SYN; of a SYN-ACK only those that the other has offered too. */
  List<TcpOption> ofSyn(boolean answering, long now) {
    boolean withSack = answering ? sack : settings.syn().sackPermitted();
    boolean withStamps = answering ? timestamps : settings.syn().timestamps();
    boolean withScale = answering ? scaled : settings.syn().windowScale() >= 0;
    List<TcpOption> options = new ArrayList<>();
    if (settings.syn().mss() > 0) {
      options.add(new TcpOption.MaximumSegmentSize(settings.syn().mss()));
    }
    if (withSack) {
      if (!withStamps) {
        options.add(NOP);
        options.add(NOP);
      }
      options.add(new TcpOption.SackPermitted());
    }
    if (withStamps) {
      if (!withSack) {
        options.add(NOP);
        options.add(NOP);
      }
      options.add(stamps(now));
    }
    if (withScale) {
      options.add(NOP);
      options.add(new TcpOption.WindowScale(settings.syn().windowScale()));
    }
    return options;
  }

  /** The options of any other segment. */
  List<TcpOption> ofSegment(List<TcpOption.Sack.Block> blocks, long now) {
    if (!timestamps && blocks.isEmpty()) {
      return List.of();
    }
    List<TcpOption> options = new ArrayList<>();
    if (timestamps) {
      options.add(NOP);
      options.add(NOP);
      options.add(stamps(now));
    }
    if (!blocks.isEmpty()) {
      options.add(NOP);
      options.add(NOP);
      options.add(new TcpOption.Sack(blocks));
    }
    return options;
  }

  private TcpOption stamps(long now) {
    long value = Seq.plus(Math.floorDiv(now, Nanos.MILLISECOND), timestampOffset);
    return new TcpOption.Timestamps(value, timestamps ? recent : 0);
  }

  /** RFC 7323 section 5: a timestamp older than the last one says that this segment is old. */
  boolean isOld(Tcp segment) {
    TcpOption.Timestamps stamps = timestamps ? stampsOf(segment) : null;
    return stamps != null && !segment.has(Tcp.RST) && Seq.less(stamps.value(), recent);
  }

  /** RFC 7323 section 4.3: which of the other's timestamps we echo. */
  void remember(Tcp segment) {
    TcpOption.Timestamps stamps = timestamps ? stampsOf(segment) : null;
    if (stamps != null
        && Seq.lessOrEqual(recent, stamps.value())
        && Seq.lessOrEqual(segment.sequence(), lastAcknowledged)) {
      recent = stamps.value();
    }
  }

  /** An acknowledgment of everything in front of this number was sent. */
  void acknowledged(long number) {
    lastAcknowledged = number;
  }

  private static TcpOption.Timestamps stampsOf(Tcp segment) {
    for (TcpOption option : segment.options()) {
      if (option instanceof TcpOption.Timestamps stamps) {
        return stamps;
      }
    }
    return null;
  }
}
