"""The publications that measures come from, as reference managers read them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import attrs


@attrs.frozen(kw_only=True)
class Publication:
    """A publication.

    Attributes:
        key: Name among references: `krackhardt1988`.
        author: As BibTeX writes it, `and` between authors.
        title: Its title.
        year: In which it appeared.
        journal: Where an article appeared; empty for a book.
        publisher: Who published a book; empty for an article.
        volume: Volume and number: `51(2)`.
        pages: First and last: `123--140`.
    """

    key: str
    author: str
    title: str
    year: int
    journal: str = ""
    publisher: str = ""
    volume: str = ""
    pages: str = ""

    @property
    def bibtex(self) -> str:
        """The entry for BibTeX."""
        volume, _, number = self.volume.rstrip(")").partition("(")
        fields = {
            "author": self.author,
            "title": self.title,
            "year": str(self.year),
            "journal": self.journal,
            "publisher": self.publisher,
            "volume": volume,
            "number": number,
            "pages": self.pages,
        }
        lines = [f"  {name} = {{{said}}}," for name, said in fields.items() if said]
        kind = "article" if self.journal else "book"
        return "\n".join([f"@{kind}{{{self.key},", *lines, "}"])

    @property
    def short(self) -> str:
        """Names and year, as text mentions it: `Krackhardt & Stern 1988`."""
        names = [one.partition(",")[0] for one in self.author.split(" and ")]
        said = names[0] if len(names) == 1 else " & ".join([", ".join(names[:-1]), names[-1]])
        return f"{said} {self.year}"


def bibtex_of(sources: Iterable[Publication]) -> str:
    """Return the entries of publications, in order of key, each once."""
    entries = {one.key: one.bibtex for one in sources}
    return "\n\n".join(entries[key] for key in sorted(entries))


WASSERMAN_FAUST_1994: Final = Publication(
    key="wasserman1994",
    author="Wasserman, Stanley and Faust, Katherine",
    title="Social Network Analysis: Methods and Applications",
    year=1994,
    publisher="Cambridge University Press",
)
KRACKHARDT_1994: Final = Publication(
    key="krackhardt1994",
    author="Krackhardt, David",
    title="Graph Theoretical Dimensions of Informal Organizations",
    year=1994,
    publisher="Lawrence Erlbaum (in: Computational Organization Theory)",
    pages="89--111",
)
DAVIS_LEINHARDT_1972: Final = Publication(
    key="davis1972",
    author="Davis, James A. and Leinhardt, Samuel",
    title="The Structure of Positive Interpersonal Relations in Small Groups",
    year=1972,
    publisher="Houghton Mifflin (in: Sociological Theories in Progress)",
    volume="2",
    pages="218--251",
)
HOPCROFT_TARJAN_1973: Final = Publication(
    key="hopcroft1973",
    author="Hopcroft, John and Tarjan, Robert",
    title="Algorithm 447: Efficient Algorithms for Graph Manipulation",
    year=1973,
    journal="Communications of the ACM",
    volume="16(6)",
    pages="372--378",
)
CARTWRIGHT_HARARY_1956: Final = Publication(
    key="cartwright1956",
    author="Cartwright, Dorwin and Harary, Frank",
    title="Structural Balance: A Generalization of Heider's Theory",
    year=1956,
    journal="Psychological Review",
    volume="63(5)",
    pages="277--293",
)
BORGATTI_EVERETT_1997: Final = Publication(
    key="borgatti1997",
    author="Borgatti, Stephen P. and Everett, Martin G.",
    title="Network Analysis of 2-Mode Data",
    year=1997,
    journal="Social Networks",
    volume="19(3)",
    pages="243--269",
)
ROBINS_ALEXANDER_2004: Final = Publication(
    key="robins2004",
    author="Robins, Garry and Alexander, Malcolm",
    title="Small Worlds Among Interlocking Directors: Network Structure and Distance in "
    "Bipartite Graphs",
    year=2004,
    journal="Computational and Mathematical Organization Theory",
    volume="10(1)",
    pages="69--94",
)
OPSAHL_2013: Final = Publication(
    key="opsahl2013",
    author="Opsahl, Tore",
    title="Triadic Closure in Two-Mode Networks: Redefining the Global and Local Clustering "
    "Coefficients",
    year=2013,
    journal="Social Networks",
    volume="35(2)",
    pages="159--167",
)
KRACKHARDT_STERN_1988: Final = Publication(
    key="krackhardt1988",
    author="Krackhardt, David and Stern, Robert N.",
    title="Informal Networks and Organizational Crises: An Experimental Simulation",
    year=1988,
    journal="Social Psychology Quarterly",
    volume="51(2)",
    pages="123--140",
)

BORGATTI_EVERETT_2000: Final = Publication(
    key="borgatti2000",
    author="Borgatti, Stephen P. and Everett, Martin G.",
    title="Models of Core/Periphery Structures",
    year=2000,
    journal="Social Networks",
    volume="21(4)",
    pages="375--395",
)
BOYD_2010: Final = Publication(
    key="boyd2010",
    author="Boyd, John P. and Fitzgerald, William J. and Mahutga, Matthew C. and Smith, David A.",
    title="Computing Continuous Core/Periphery Structures for Social Relations Data with "
    "MINRES/SVD",
    year=2010,
    journal="Social Networks",
    volume="32(2)",
    pages="125--137",
)
BURT_1976: Final = Publication(
    key="burt1976",
    author="Burt, Ronald S.",
    title="Positions in Networks",
    year=1976,
    journal="Social Forces",
    volume="55(1)",
    pages="93--122",
)
BREIGER_1975: Final = Publication(
    key="breiger1975",
    author="Breiger, Ronald L. and Boorman, Scott A. and Arabie, Phipps",
    title="An Algorithm for Clustering Relational Data with Applications to Social Network "
    "Analysis and Comparison with Multidimensional Scaling",
    year=1975,
    journal="Journal of Mathematical Psychology",
    volume="12(3)",
    pages="328--383",
)
WHITE_REITZ_1983: Final = Publication(
    key="white1983",
    author="White, Douglas R. and Reitz, Karl P.",
    title="Graph and Semigroup Homomorphisms on Networks of Relations",
    year=1983,
    journal="Social Networks",
    volume="5(2)",
    pages="193--234",
)
BORGATTI_EVERETT_1993: Final = Publication(
    key="borgatti1993",
    author="Borgatti, Stephen P. and Everett, Martin G.",
    title="Two Algorithms for Computing Regular Equivalence",
    year=1993,
    journal="Social Networks",
    volume="15(4)",
    pages="361--376",
)
BATAGELJ_1992: Final = Publication(
    key="batagelj1992",
    author="Batagelj, Vladimir and Ferligoj, Anuska and Doreian, Patrick",
    title="Direct and Indirect Methods for Structural Equivalence",
    year=1992,
    journal="Social Networks",
    volume="14(1-2)",
    pages="63--90",
)
DOREIAN_2005: Final = Publication(
    key="doreian2005",
    author="Doreian, Patrick and Batagelj, Vladimir and Ferligoj, Anuska",
    title="Generalized Blockmodeling",
    year=2005,
    publisher="Cambridge University Press",
)
ZIBERNA_2007: Final = Publication(
    key="ziberna2007",
    author="Ziberna, Ales",
    title="Generalized Blockmodeling of Valued Networks",
    year=2007,
    journal="Social Networks",
    volume="29(1)",
    pages="105--126",
)
WATTS_STROGATZ_1998: Final = Publication(
    key="watts1998",
    author="Watts, Duncan J. and Strogatz, Steven H.",
    title="Collective dynamics of 'small-world' networks",
    year=1998,
    journal="Nature",
    volume="393",
    pages="440--442",
)
HUMPHRIES_GURNEY_2008: Final = Publication(
    key="humphries2008",
    author="Humphries, Mark D. and Gurney, Kevin",
    title="Network 'Small-World-Ness': A Quantitative Method for Determining Canonical Network "
    "Equivalence",
    year=2008,
    journal="PLoS ONE",
    volume="3(4)",
    pages="e0002051",
)
TELESFORD_2011: Final = Publication(
    key="telesford2011",
    author="Telesford, Qawi K. and Joyce, Karen E. and Hayasaka, Satoru and "
    "Burdette, Jonathan H. and Laurienti, Paul J.",
    title="The Ubiquity of Small-World Networks",
    year=2011,
    journal="Brain Connectivity",
    volume="1(5)",
    pages="367--375",
)
BLONDEL_2008: Final = Publication(
    key="blondel2008",
    author="Blondel, Vincent D. and Guillaume, Jean-Loup and Lambiotte, Renaud and "
    "Lefebvre, Etienne",
    title="Fast Unfolding of Communities in Large Networks",
    year=2008,
    journal="Journal of Statistical Mechanics: Theory and Experiment",
    volume="2008(10)",
    pages="P10008",
)
TRAAG_2019: Final = Publication(
    key="traag2019",
    author="Traag, Vincent A. and Waltman, Ludo and van Eck, Nees Jan",
    title="From Louvain to Leiden: Guaranteeing Well-Connected Communities",
    year=2019,
    journal="Scientific Reports",
    volume="9",
    pages="5233",
)
LANCICHINETTI_2012: Final = Publication(
    key="lancichinetti2012",
    author="Lancichinetti, Andrea and Fortunato, Santo",
    title="Consensus Clustering in Complex Networks",
    year=2012,
    journal="Scientific Reports",
    volume="2",
    pages="336",
)
HUBERT_ARABIE_1985: Final = Publication(
    key="hubert1985",
    author="Hubert, Lawrence and Arabie, Phipps",
    title="Comparing Partitions",
    year=1985,
    journal="Journal of Classification",
    volume="2(1)",
    pages="193--218",
)
HUBERT_1987: Final = Publication(
    key="hubert1987",
    author="Hubert, Lawrence J.",
    title="Assignment Methods in Combinatorial Data Analysis",
    year=1987,
    publisher="Marcel Dekker",
)
KRACKHARDT_1987: Final = Publication(
    key="krackhardt1987",
    author="Krackhardt, David",
    title="QAP Partialling as a Test of Spuriousness",
    year=1987,
    journal="Social Networks",
    volume="9(2)",
    pages="171--186",
)
DEKKER_2007: Final = Publication(
    key="dekker2007",
    author="Dekker, David and Krackhardt, David and Snijders, Tom A. B.",
    title="Sensitivity of MRQAP Tests to Collinearity and Autocorrelation Conditions",
    year=2007,
    journal="Psychometrika",
    volume="72(4)",
    pages="563--581",
)
ANDERSON_1999: Final = Publication(
    key="anderson1999",
    author="Anderson, Brigham S. and Butts, Carter and Carley, Kathleen",
    title="The Interaction of Size and Density with Graph-Level Indices",
    year=1999,
    journal="Social Networks",
    volume="21(3)",
    pages="239--267",
)
SNIJDERS_BORGATTI_1999: Final = Publication(
    key="snijders1999",
    author="Snijders, Tom A. B. and Borgatti, Stephen P.",
    title="Non-Parametric Standard Errors and Tests for Network Statistics",
    year=1999,
    journal="Connections",
    volume="22(2)",
    pages="161--170",
)
GOULD_FERNANDEZ_1989: Final = Publication(
    key="gould1989",
    author="Gould, Roger V. and Fernandez, Roberto M.",
    title="Structures of Mediation: A Formal Approach to Brokerage in Transaction Networks",
    year=1989,
    journal="Sociological Methodology",
    volume="19",
    pages="89--126",
)

FREEMAN_1979: Final = Publication(
    key="freeman1979",
    author="Freeman, Linton C.",
    title="Centrality in Social Networks: Conceptual Clarification",
    year=1979,
    journal="Social Networks",
    volume="1(3)",
    pages="215--239",
)
BRANDES_2001: Final = Publication(
    key="brandes2001",
    author="Brandes, Ulrik",
    title="A Faster Algorithm for Betweenness Centrality",
    year=2001,
    journal="Journal of Mathematical Sociology",
    volume="25(2)",
    pages="163--177",
)
BRANDES_2008: Final = Publication(
    key="brandes2008",
    author="Brandes, Ulrik",
    title="On Variants of Shortest-Path Betweenness Centrality and their Generic Computation",
    year=2008,
    journal="Social Networks",
    volume="30(2)",
    pages="136--145",
)
FREEMAN_BORGATTI_WHITE_1991: Final = Publication(
    key="freeman1991",
    author="Freeman, Linton C. and Borgatti, Stephen P. and White, Douglas R.",
    title="Centrality in Valued Graphs: A Measure of Betweenness Based on Network Flow",
    year=1991,
    journal="Social Networks",
    volume="13(2)",
    pages="141--154",
)
STEPHENSON_ZELEN_1989: Final = Publication(
    key="stephenson1989",
    author="Stephenson, Karen and Zelen, Marvin",
    title="Rethinking Centrality: Methods and Examples",
    year=1989,
    journal="Social Networks",
    volume="11(1)",
    pages="1--37",
)
KLEINBERG_1999: Final = Publication(
    key="kleinberg1999",
    author="Kleinberg, Jon M.",
    title="Authoritative Sources in a Hyperlinked Environment",
    year=1999,
    journal="Journal of the ACM",
    volume="46(5)",
    pages="604--632",
)
BONACICH_1972: Final = Publication(
    key="bonacich1972",
    author="Bonacich, Phillip",
    title="Factoring and Weighting Approaches to Status Scores and Clique Identification",
    year=1972,
    journal="Journal of Mathematical Sociology",
    volume="2(1)",
    pages="113--120",
)
BRIN_PAGE_1998: Final = Publication(
    key="brin1998",
    author="Brin, Sergey and Page, Lawrence",
    title="The Anatomy of a Large-Scale Hypertextual Web Search Engine",
    year=1998,
    journal="Computer Networks and ISDN Systems",
    volume="30(1-7)",
    pages="107--117",
)
SEIDMAN_1983: Final = Publication(
    key="seidman1983",
    author="Seidman, Stephen B.",
    title="Network Structure and Minimum Degree",
    year=1983,
    journal="Social Networks",
    volume="5(3)",
    pages="269--287",
)
BURT_1992: Final = Publication(
    key="burt1992",
    author="Burt, Ronald S.",
    title="Structural Holes: The Social Structure of Competition",
    year=1992,
    publisher="Harvard University Press",
)
BLAU_1977: Final = Publication(
    key="blau1977",
    author="Blau, Peter M.",
    title="Inequality and Heterogeneity: A Primitive Theory of Social Structure",
    year=1977,
    publisher="Free Press",
)
AGRESTI_AGRESTI_1978: Final = Publication(
    key="agresti1978",
    author="Agresti, Alan and Agresti, Barbara F.",
    title="Statistical Analysis of Qualitative Variation",
    year=1978,
    journal="Sociological Methodology",
    volume="9",
    pages="204--237",
)
PERRY_ET_AL_2018: Final = Publication(
    key="perry2018",
    author="Perry, Brea L. and Pescosolido, Bernice A. and Borgatti, Stephen P.",
    title="Egocentric Network Analysis: Foundations, Methods, and Models",
    year=2018,
    publisher="Cambridge University Press",
)
COLEMAN_1958: Final = Publication(
    key="coleman1958",
    author="Coleman, James S.",
    title="Relational Analysis: The Study of Social Organizations with Survey Methods",
    year=1958,
    journal="Human Organization",
    volume="17(4)",
    pages="28--36",
)
NEWMAN_2003: Final = Publication(
    key="newman2003",
    author="Newman, M. E. J.",
    title="Mixing Patterns in Networks",
    year=2003,
    journal="Physical Review E",
    volume="67(2)",
    pages="026126",
)
MITCHELL_AGLE_WOOD_1997: Final = Publication(
    key="mitchell1997",
    author="Mitchell, Ronald K. and Agle, Bradley R. and Wood, Donna J.",
    title="Toward a Theory of Stakeholder Identification and Salience: Defining the Principle of "
    "Who and What Really Counts",
    year=1997,
    journal="Academy of Management Review",
    volume="22(4)",
    pages="853--886",
)
MENDELOW_1981: Final = Publication(
    key="mendelow1981",
    author="Mendelow, Aubrey L.",
    title="Environmental Scanning: The Impact of the Stakeholder Concept",
    year=1981,
    journal="Proceedings of the International Conference on Information Systems",
    pages="20",
)
BRYSON_2004: Final = Publication(
    key="bryson2004",
    author="Bryson, John M.",
    title="What to Do When Stakeholders Matter: Stakeholder Identification and Analysis Techniques",
    year=2004,
    journal="Public Management Review",
    volume="6(1)",
    pages="21--53",
)
NUTT_BACKOFF_1992: Final = Publication(
    key="nutt1992",
    author="Nutt, Paul C. and Backoff, Robert W.",
    title="Strategic Management of Public and Third Sector Organizations: A Handbook for Leaders",
    year=1992,
    publisher="Jossey-Bass",
)
WEIBLE_SABATIER_2005: Final = Publication(
    key="weible2005",
    author="Weible, Christopher M. and Sabatier, Paul A.",
    title="Comparing Policy Networks: Marine Protected Areas in California",
    year=2005,
    journal="Policy Studies Journal",
    volume="33(2)",
)
RUBIN_1987: Final = Publication(
    key="rubin1987",
    author="Rubin, Donald B.",
    title="Multiple Imputation for Nonresponse in Surveys",
    year=1987,
    publisher="Wiley",
)
HUISMAN_2009: Final = Publication(
    key="huisman2009",
    author="Huisman, Mark",
    title="Imputation of Missing Network Data: Some Simple Procedures",
    year=2009,
    journal="Journal of Social Structure",
    volume="10",
    pages="1--29",
)
SNIJDERS_ET_AL_2010: Final = Publication(
    key="snijders2010",
    author="Snijders, Tom A. B. and van de Bunt, Gerhard G. and Steglich, Christian E. G.",
    title="Introduction to Stochastic Actor-Based Models for Network Dynamics",
    year=2010,
    journal="Social Networks",
    volume="32(1)",
    pages="44--60",
)
LATORA_MARCHIORI_2001: Final = Publication(
    key="latora2001",
    author="Latora, Vito and Marchiori, Massimo",
    title="Efficient Behavior of Small-World Networks",
    year=2001,
    journal="Physical Review Letters",
    volume="87(19)",
    pages="198701",
)
BORGATTI_2006: Final = Publication(
    key="borgatti2006",
    author="Borgatti, Stephen P.",
    title="Identifying Sets of Key Players in a Social Network",
    year=2006,
    journal="Computational & Mathematical Organization Theory",
    volume="12(1)",
    pages="21--34",
)
BORGATTI_ET_AL_2006: Final = Publication(
    key="borgatti2006errors",
    author="Borgatti, Stephen P. and Carley, Kathleen M. and Krackhardt, David",
    title="On the Robustness of Centrality Measures under Conditions of Imperfect Data",
    year=2006,
    journal="Social Networks",
    volume="28(2)",
    pages="124--136",
)
BUTTS_2003: Final = Publication(
    key="butts2003",
    author="Butts, Carter T.",
    title="Network Inference, Error, and Informant (In)accuracy: A Bayesian Approach",
    year=2003,
    journal="Social Networks",
    volume="25(2)",
    pages="103--140",
)
ALBERT_ET_AL_2000: Final = Publication(
    key="albert2000",
    author="Albert, Réka and Jeong, Hawoong and Barabási, Albert-László",
    title="Error and Attack Tolerance of Complex Networks",
    year=2000,
    journal="Nature",
    volume="406",
    pages="378--382",
)
SCHNEIDER_ET_AL_2011: Final = Publication(
    key="schneider2011",
    author="Schneider, Christian M. and Moreira, André A. and Andrade, José S. and Havlin, Shlomo "
    "and Herrmann, Hans J.",
    title="Mitigation of Malicious Attacks on Networks",
    year=2011,
    journal="Proceedings of the National Academy of Sciences",
    volume="108(10)",
    pages="3838--3841",
)
CATALDO_2006: Final = Publication(
    key="cataldo2006",
    author="Cataldo, Marcelo and Wagstrom, Patrick A. and Herbsleb, James D. and Carley, "
    "Kathleen M.",
    title="Identification of Coordination Requirements: Implications for the Design of "
    "Collaboration and Awareness Tools",
    year=2006,
    publisher="ACM (in: Proceedings of CSCW 2006)",
    pages="353--362",
)
CATALDO_2008: Final = Publication(
    key="cataldo2008",
    author="Cataldo, Marcelo and Herbsleb, James D. and Carley, Kathleen M.",
    title="Socio-Technical Congruence: A Framework for Assessing the Impact of Technical and "
    "Work Dependencies on Software Development Productivity",
    year=2008,
    publisher="ACM (in: Proceedings of ESEM 2008)",
    pages="2--11",
)
KRACKHARDT_HANSON_1993: Final = Publication(
    key="krackhardt1993",
    author="Krackhardt, David and Hanson, Jeffrey R.",
    title="Informal networks: The company behind the chart",
    year=1993,
    journal="Harvard Business Review",
    volume="71(4)",
    pages="104--111",
)
PROVAN_KENIS_2008: Final = Publication(
    key="provan2008",
    author="Provan, Keith G. and Kenis, Patrick",
    title="Modes of network governance: Structure, management, and effectiveness",
    year=2008,
    journal="Journal of Public Administration Research and Theory",
    volume="18(2)",
    pages="229--252",
)
BODIN_TENGO_2012: Final = Publication(
    key="bodin2012",
    author="Bodin, Örjan and Tengö, Maria",
    title="Disentangling intangible social-ecological systems",
    year=2012,
    journal="Global Environmental Change",
    volume="22(2)",
    pages="430--439",
)
BODIN_ET_AL_2016: Final = Publication(
    key="bodin2016",
    author="Bodin, Örjan and Robins, Garry and McAllister, Ryan R. J. and Guerrero, Angela M. and "
    "Crona, Beatrice and Tengö, Maria and Lubell, Mark",
    title="Theorizing benefits and constraints in collaborative environmental governance: a "
    "transdisciplinary social-ecological network approach for empirical investigations",
    year=2016,
    journal="Ecology and Society",
    volume="21(1)",
    pages="40",
)
