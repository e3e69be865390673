package dev.jnet.report.read;

import dev.jnet.capture.CaptureSummary;
import dev.jnet.doctor.CaptureOpinion;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A capture file that was read.
 *
 * @param file its name, as the user wrote it
 * @param summary what it shows
 * @param opinion what follows from that
 * @param trouble why the rest could not be read; empty where all of it was
 * @param flow the conversation whose segments are shown, from 1; empty for none
 */
public record CaptureReading(
    String file,
    CaptureSummary summary,
    CaptureOpinion opinion,
    Optional<String> trouble,
    OptionalInt flow) {}
