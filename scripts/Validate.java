// Runs veraPDF's validation engine (from the jar that scripts/verapdf puts on the class path) over PDF files.
//
//   java -cp JAR Validate.java STANDARD[,STANDARD…] FILE…        STANDARD: 3a, ua1, 4, 4f, ua2, wt1a, wt1r, …
//   java -cp JAR Validate.java declared FILE…                    each file: what its metadata say that it conforms to
//
// A file that declares PDF/A-4 is held against PDF/UA-2 and both levels of WTPDF, too; one that declares PDF/A-2 (a filed scan) against PDF/A-2b; any
// other against PDF/A-3a and PDF/UA-1, so one that declares nothing fails.
//
// One JVM for all files, because starting it costs more than a file does. Prints a line for each file and standard, each broken
// rule with its first occurrence, and the totals; exit code 1 if anything failed.
//
// The jar is another product's and carries no JAXB implementation, with which veraPDF reads its own profiles; they are
// plain XML, so they are read with the DOM here.

import java.io.File;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

public final class Validate {
    private static final int MAXIMAL_FAILURES = 1_000_000;

    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        int passed = 0;
        int failed = 0;
        for (Map.Entry<String, List<String>> entry : files(arguments).entrySet()) {
            String standard = entry.getKey();
            PDFAFlavour flavour = flavour(standard);
            ValidationProfile profile = profile(standard, flavour);
            for (String file : entry.getValue()) {
                if (isCompliant(file, standard, flavour, profile)) passed++; else failed++;
            }
        }
        System.out.printf("verapdf: %d passed, %d failed%n", passed, failed);
        System.exit(failed == 0 ? 0 : 1);
    }

    /** By standard: a profile is read once. */
    private static Map<String, List<String>> files(String[] arguments) throws Exception {
        Map<String, List<String>> files = new LinkedHashMap<>();
        for (int index = 1; index < arguments.length; index++) {
            String standards = arguments[0].equals("declared") ? declared(arguments[index]) : arguments[0];
            for (String standard : standards.split(",")) {
                files.computeIfAbsent(standard, key -> new ArrayList<>()).add(arguments[index]);
            }
        }
        return files;
    }

    /** What the catalog's metadata say: an annex that travels along has metadata of its own somewhere in the same bytes. */
    private static String declared(String path) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(path))) {
            return switch (parser.getFlavour()) {
                // Filed scans: pictures, which nobody can tag.
                case PDFA_2_B -> "2b";
                case PDFA_4 -> "4,ua2,wt1a,wt1r";
                case PDFA_4_F -> "4f,ua2,wt1a,wt1r";
                default -> "3a,ua1";
            };
        } catch (Exception error) {
            // Whoever checks it says what is wrong.
            return "3a,ua1";
        }
    }

    /**
     * How parser and rules take a file. The engine treats a file as one of PDF 1.7 under its own flavour of WTPDF for accessibility and then
     * knows neither FENote nor the groups of tables; that of PDF/UA-2 reads it as what it is.
     */
    private static PDFAFlavour flavour(String standard) {
        return PDFAFlavour.fromString(standard.equals("wt1a") ? "ua2" : standard);
    }

    private static boolean isCompliant(String path, String standard, PDFAFlavour flavour, ValidationProfile profile) {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(path), flavour);
             PDFAValidator validator =
                 Foundries.defaultInstance().createValidator(profile, MAXIMAL_FAILURES, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            System.out.printf("%s %s %s (%d rules, %d checks)%n", result.isCompliant() ? "PASS" : "FAIL", standard, path,
                profile.getRules().size(), result.getTotalAssertions());
            printFailures(result);
            return result.isCompliant();
        } catch (Exception error) {
            System.out.printf("FAIL %s %s %s%n", standard, path, error);
            return false;
        }
    }

    private static void printFailures(ValidationResult result) {
        Map<String, TestAssertion> first = new TreeMap<>();
        Map<String, Integer> count = new TreeMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() != TestAssertion.Status.FAILED) continue;
            String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
            first.putIfAbsent(rule, assertion);
            count.merge(rule, 1, Integer::sum);
        }
        for (Map.Entry<String, TestAssertion> entry : first.entrySet()) {
            TestAssertion assertion = entry.getValue();
            System.out.printf("   %s, %d times: %s%n      %s%n      at %s%n", entry.getKey(), count.get(entry.getKey()),
                assertion.getMessage().replaceAll("\\s+", " "), assertion.getErrorMessage(),
                assertion.getLocation().getContext());
        }
    }

    private static ValidationProfile profile(String standard, PDFAFlavour flavour) throws Exception {
        String name = switch (standard) {
            case "ua2" -> "PDFUA-2-ISO32005";
            case "wt1a" -> "WTPDF-1-0-Accessibility";
            case "wt1r" -> "WTPDF-1-0-Reuse";
            default -> standard.startsWith("ua") ? "PDFUA-" + standard.substring(2) : "PDFA-" + standard.toUpperCase();
        };
        Document document;
        try (InputStream source = PDFAFlavour.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name + ".xml")) {
            document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(source);
        }
        Set<Rule> rules = new LinkedHashSet<>();
        NodeList found = document.getElementsByTagName("rule");
        for (int index = 0; index < found.getLength(); index++) rules.add(rule((Element) found.item(index)));
        Set<Variable> variables = new LinkedHashSet<>();
        found = document.getElementsByTagName("variable");
        for (int index = 0; index < found.getLength(); index++) {
            Element variable = (Element) found.item(index);
            variables.add(Profiles.variableFromValues(variable.getAttribute("name"), variable.getAttribute("object"),
                text(variable, "defaultValue"), text(variable, "value")));
        }
        return Profiles.profileFromValues(flavour, Profiles.profileDetailsFromValues(standard, standard, "", new Date(0)), "",
            rules, variables);
    }

    private static Rule rule(Element element) {
        Element id = (Element) element.getElementsByTagName("id").item(0);
        Element error = (Element) element.getElementsByTagName("error").item(0);
        List<ErrorArgument> arguments = new ArrayList<>();
        NodeList found = element.getElementsByTagName("argument");
        for (int index = 0; index < found.getLength(); index++) {
            Element argument = (Element) found.item(index);
            String name = argument.hasAttribute("name") ? argument.getAttribute("name") : null;
            arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), name, null));
        }
        Boolean isDeferred = element.hasAttribute("deferred") ? Boolean.valueOf(element.getAttribute("deferred")) : null;
        return Profiles.ruleFromValues(
            Profiles.ruleIdFromValues(PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber"))),
            element.getAttribute("object"), isDeferred, element.getAttribute("tags"), text(element, "description"),
            text(element, "test"), Profiles.errorFromValues(String.valueOf(text(error, "message")), arguments),
            Collections.emptyList());
    }

    /** Text of the child element of that name, or null. */
    private static String text(Element parent, String name) {
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element && ((Element) child).getTagName().equals(name)) return child.getTextContent();
        }
        return null;
    }
}
