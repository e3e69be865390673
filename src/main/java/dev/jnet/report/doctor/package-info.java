/** What the doctor says, as text and JSON. */
package dev.jnet.report.doctor;
