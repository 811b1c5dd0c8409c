package io.newswatch.enrich.echo;

import static org.assertj.core.api.Assertions.assertThat;

import io.newswatch.contract.Verdict;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The sorts of facts the guard must tell apart, and what changes no fact, in our own words.
class ChangedFactsTest {

    static Stream<Arguments> sameFacts() {
        return Stream.of(
                Arguments.of(
                        "About half a million people live within 20 kilometres of the damaged dam, the regional council in Varna said.",
                        "About 500,000 people live within 20 km of the damaged dam, the regional council in Varna said."),
                Arguments.of("The fund will pay $60m to the families of the miners before the end of winter.",
                        "The fund will pay 60 million dollars to the families of the miners before the end of winter."),
                Arguments.of(
                        "A dozen fishing boats were driven ashore near Batumi and their crews were rescued by helicopters.",
                        "Twelve fishing boats were driven ashore near Batumi and their crews were rescued by helicopters."),
                Arguments.of(
                        "Poland, Romania and Bulgaria signed a charter on mine clearing in the harbour of Constanta.",
                        "Bulgaria, Poland and Romania signed a charter on mine clearing in the harbour of Constanta."),
                Arguments.of(
                        "ANKARA, Nov 3 (Agency) - The minister opened a bridge over the gorge that villagers had demanded for decades.",
                        "ISTANBUL, Nov 4 (Press) - The minister opened a bridge over the gorge that villagers had demanded for decades."),
                Arguments.of(
                        "The minister opened a bridge over the gorge that villagers had demanded for decades, Harbour Times reports.",
                        "The minister opened a bridge over the gorge that villagers had demanded for decades, Coast News reports."),
                Arguments.of(
                        "According to Harbour Times, the minister opened a bridge over the gorge that villagers had demanded for decades.",
                        "According to Coast News, the minister opened a bridge over the gorge that villagers had demanded for decades."),
                Arguments.of("The minister opened a bridge over the gorge that villagers had demanded for decades.",
                        "Correction: The minister opened a bridge over the gorge that villagers had demanded for decades."),
                Arguments.of("部长昨天在上海宣布新桥将于明年春天开放给所有居民使用",
                        "部长昨天在上海宣布新桥将于明年春天开放给所有居民使用。"),
                Arguments.of(
                        "İğdır'da üç köprü selde yıkıldı ve yüzlerce köylü okullara yerleştirildi, valilik bildirdi.",
                        "Igdir'da 3 köprü selde yıkıldı ve yüzlerce köylü okullara yerleştirildi, valilik bildirdi."),
                Arguments.of(
                        "The ferry leaves the old harbour at 8:30 pm and needs 40 minutes to the lighthouse island.",
                        "The ferry leaves the old harbour at 8.30pm and needs forty minutes to the lighthouse island."),
                Arguments.of(
                        "Two thirds of the vineyards on the slopes of the volcano were buried under ash within a day.",
                        "2/3 of the vineyards on the slopes of the volcano were buried under ash within a day."),
                Arguments.of(
                        "Marina Duarte, who keeps the lighthouse, counted 300 storks over the lagoon on Sunday.Photograph: Ana Melo",
                        "Marina Duarte, who keeps the lighthouse, counted 300 storks over the lagoon on Sunday."),
                Arguments.of(
                        "Chairman Yousef Haddad opened the new desalination plant beside the old fishing port on Tuesday morning.",
                        "Chairman Youssef Haddad opened the new desalination plant beside the old fishing port on Tuesday morning."),
                Arguments.of(
                        "Chairman Yusuf Haddad opened the new desalination plant beside the old fishing port on Tuesday morning.",
                        "Chairman Yousef Haddad opened the new desalination plant beside the old fishing port on Tuesday morning."),
                Arguments.of(
                        "Mohammed Karimi, who repairs violins in the bazaar, lost his workshop and forty instruments in the blaze.",
                        "Muhammad Karimi, who repairs violins in the bazaar, lost his workshop and forty instruments in the blaze."),
                Arguments.of(
                        "The tram drivers of Kyiv carried flour and candles to the cellars while the river rose around the depot.",
                        "The tram drivers of Kiev carried flour and candles to the cellars while the river rose around the depot."),
                Arguments.of(
                        "Ayatollah Khamenei received a delegation of beekeepers from the mountains and praised their patience.",
                        "Ayatollah Khamene'i received a delegation of beekeepers from the mountains and praised their patience."),
                Arguments.of(
                        "The orchestra of Lvov will play the unfinished symphony of a local miller in the salt mine.",
                        "The orchestra of Lviv will play the unfinished symphony of a local miller in the salt mine."),
                Arguments.of(
                        "Abdel Fattah al-Sisi visited the sugar harbour and its new railway bridge across the canal.",
                        "Abdul Fattah el-Sissi visited the sugar harbour and its new railway bridge across the canal."),
                Arguments.of(
                        "Aleksandr Petrov and his crew of nine were rescued by trawlers after two nights on the ice.",
                        "Alexander Petrov and his crew of nine were rescued by trawlers after two nights on the ice."),
                Arguments.of(
                        "The treaty, signed in 1992, allows both navies to use the repair docks of the southern port.",
                        "The treaty allows both navies to use the repair docks of the southern port."),
                Arguments.of(
                        "Nineteen coal barges were frozen in on the canal, the waterways office reported on Monday.",
                        "19 coal barges were frozen in on the canal, the waterways office reported on Monday."),
                Arguments.of(
                        "Премьер-министр открыл новую школу в Казани и пообещал построить мост через реку до зимы.",
                        "Премьер-министр открыл новую школу в Казани и пообещал построить мост через реку до зимы, передаёт агентство."));
    }

    static Stream<Arguments> changedFacts() {
        return Stream.of(
                Arguments.of(
                        "The pipeline runs 5 km beneath the strait and feeds the two refineries on the southern shore of Malta.",
                        "The pipeline runs 5 miles beneath the strait and feeds the two refineries on the southern shore of Malta.",
                        "5 kilometers -> 5 miles"),
                Arguments.of(
                        "The fund will pay 60 million euros to the families of the miners before the end of winter.",
                        "The fund will pay 60 million dollars to the families of the miners before the end of winter.",
                        "60 million euros -> 60 million dollars"),
                Arguments.of("The fund will pay $60 million to the families of the miners before the end of winter.",
                        "The fund will pay £60 million to the families of the miners before the end of winter.",
                        "$60 million -> £60 million"),
                Arguments.of(
                        "A dozen fishing boats were driven ashore near Batumi and their crews were rescued by helicopters.",
                        "Two dozen fishing boats were driven ashore near Batumi and their crews were rescued by helicopters.",
                        "dozen -> Two dozen"),
                Arguments.of(
                        "The agency rates the long-term bonds of the Baltic shipyard AA- and expects no default next year.",
                        "The agency rates the long-term bonds of the Baltic shipyard A+ and expects no default next year.",
                        "AA- -> A+"),
                Arguments.of(
                        "Its analysts rate the shares of the Danish brewer neutral because barley has become so dear.",
                        "Its analysts rate the shares of the Danish brewer buy because barley has become so dear.",
                        "neutral -> buy"),
                Arguments.of(
                        "The critics gave the opera about the drowned village three stars and praised its young chorus.",
                        "The critics gave the opera about the drowned village four stars and praised its young chorus.",
                        "three -> four"),
                Arguments.of(
                        "Poland, Romania and Bulgaria signed a charter on mine clearing in the harbour of Constanta.",
                        "Poland, Greece and Bulgaria signed a charter on mine clearing in the harbour of Constanta.",
                        "Romania -> Greece"),
                Arguments.of(
                        "Poland, Romania and Bulgaria signed a charter on mine clearing in the harbour of Constanta.",
                        "Bulgaria, Greece and Poland signed a charter on mine clearing in the harbour of Constanta.",
                        "Romania -> Greece"),
                Arguments.of(
                        "\"We shall not wait for another flood before we build the wall,\" Mayor Ilona Kertesz told the council.",
                        "\"We shall not wait for another flood before we build the wall,\" Mayor Peter Lakatos told the council.",
                        "Ilona Kertesz -> Peter Lakatos"),
                Arguments.of(
                        "The driver of the lorry pleaded guilty to smuggling eels through the tunnel under the pass.",
                        "The driver of the lorry pleaded not guilty to smuggling eels through the tunnel under the pass.",
                        "guilty -> not guilty"),
                Arguments.of(
                        "The former harbour master was accused of selling mooring rights to a company owned by his cousin.",
                        "The former harbour master was convicted of selling mooring rights to a company owned by his cousin.",
                        "was accused -> was convicted"),
                Arguments.of(
                        "The airline signed the contract for twelve seaplanes at the lakeside fair in Ohrid on Thursday.",
                        "The airline didn't sign the contract for twelve seaplanes at the lakeside fair in Ohrid on Thursday.",
                        "signed -> didn't sign"),
                Arguments.of(
                        "The airline signed the contract for twelve seaplanes at the lakeside fair in Ohrid on Thursday.",
                        "The airline failed to sign the contract for twelve seaplanes at the lakeside fair in Ohrid on Thursday.",
                        " -> failed"),
                Arguments.of(
                        "Bakan, limandaki yangında ölen balıkçıların ailelerine yardım yapılacağını açıkladı ve törene katıldı.",
                        "Bakan, limandaki yangında ölen balıkçıların ailelerine yardım yapılacağını açıkladı ve törene katılmadı.",
                        " -> katılmadı"),
                Arguments.of(
                        "Nazir limandakı yanğında həlak olan balıqçıların ailələrinə kömək ayrıldığını təsdiq etdi.",
                        "Nazir limandakı yanğında həlak olan balıqçıların ailələrinə kömək ayrıldığını təsdiq etmədi.",
                        " -> etmədi"),
                Arguments.of(
                        "Министр подписал договор о строительстве нового моста через залив у старого порта Выборга.",
                        "Министр не подписал договор о строительстве нового моста через залив у старого порта Выборга.",
                        " -> не"),
                Arguments.of("وقع الوزير الاتفاق على بناء جسر جديد فوق الخليج قرب الميناء القديم في المدينة",
                        "لم يوقع الوزير الاتفاق على بناء جسر جديد فوق الخليج قرب الميناء القديم في المدينة",
                        " -> لم"),
                Arguments.of("زار الوزير مدينة طرابلس لافتتاح جسر جديد فوق الخليج قرب الميناء القديم هناك",
                        "زار الوزير مدينة بنغازي لافتتاح جسر جديد فوق الخليج قرب الميناء القديم هناك",
                        "طرابلس -> بنغازي"),
                Arguments.of("部长昨天在上海宣布新桥将于明年春天开放给所有居民使用",
                        "部长昨天在北京宣布新桥将于明年春天开放给所有居民使用",
                        "上海 -> 北京"),
                Arguments.of(
                        "The judge will retire in spring after thirty years at the tax court of the island, the registrar wrote.",
                        "The judge retired in spring after thirty years at the tax court of the island, the registrar wrote.",
                        "will retire -> retired"),
                Arguments.of(
                        "A 17-year-old sailor was pulled from the wreck of the ferry by divers from the naval school.",
                        "Two 17-year-old sailors were pulled from the wreck of the ferry by divers from the naval school.",
                        "a -> Two"),
                Arguments.of("The flood puts the number of villages without drinking water in the delta at 17.",
                        "The flood brings to 22 the number of villages without drinking water in the delta.",
                        "17 -> 22"),
                Arguments.of(
                        "Ankara accused Athens of jamming the radio beacons that guide ferries between the islands.",
                        "Athens accused Ankara of jamming the radio beacons that guide ferries between the islands.",
                        "Ankara -> Athens; Athens -> Ankara"),
                Arguments.of("2021-ci ilin iyununda iki ölkə dəniz sərhədi haqqında müqavilə imzalayıb və körpü tikib.",
                        "2021-ci ilin iyulunda iki ölkə dəniz sərhədi haqqında müqavilə imzalayıb və körpü tikib.",
                        "iyununda -> iyulunda"),
                Arguments.of(
                        "The bond of the island railway is sold in pieces of 5,000 dollars and listed in Valletta.",
                        "The bond of the island railway is sold in pieces of 5,000 Australian dollars and listed in Valletta.",
                        "5,000 dollars -> 5,000 Australian dollars"),
                Arguments.of(
                        "The ferry leaves the old harbour at 5 pm and needs forty minutes to the lighthouse island.",
                        "The ferry leaves the old harbour at 5 am and needs forty minutes to the lighthouse island.",
                        "5 p.m. -> 5 a.m."),
                Arguments.of(
                        "Two thirds of the vineyards on the slopes of the volcano were buried under ash within a day.",
                        "Three quarters of the vineyards on the slopes of the volcano were buried under ash within a day.",
                        "Two thirds -> Three quarters"),
                Arguments.of("Captain Karim Haddad steered the burning tanker away from the piers of the oil harbour.",
                        "Captain Nabil Sayegh steered the burning tanker away from the piers of the oil harbour.",
                        "Karim Haddad -> Nabil Sayegh"),
                Arguments.of(
                        "The treaty bans trawling within twelve miles of the reef until the turtles have left the beaches.",
                        "The treaty allows trawling within twelve miles of the reef until the turtles have left the beaches.",
                        "bans -> allows"),
                Arguments.of(
                        "Captain Yousef Haddad opened the new desalination plant beside the old fishing port on Tuesday morning.",
                        "Captain Yasser Haddad opened the new desalination plant beside the old fishing port on Tuesday morning.",
                        "Yousef -> Yasser"),
                Arguments.of(
                        "The island's parliament is expected to approve a loan for the two new ferries, the harbour office said.",
                        "The island's parliament has approved a loan for the two new ferries, the harbour office said.",
                        "expected to approve -> approved"),
                Arguments.of(
                        "The brewer is seeking offers for its two barley farms near the lake and the mill beside them.",
                        "The brewer sold its two barley farms near the lake and the mill beside them.",
                        "is seeking -> sold"),
                Arguments.of(
                        "The board intends to close the glass works on the northern bank and keep its museum open.",
                        "The board closed the glass works on the northern bank and kept its museum open.",
                        "intends to close -> closed"),
                Arguments.of(
                        "The bank of the islands bought reserves from the dealers in the morning, brokers in Valletta said.",
                        "The bank of the islands bought 40 million crowns of reserves from the dealers in the morning, brokers in Valletta said.",
                        " -> 40 million crowns"),
                Arguments.of(
                        "The agency recommended that the regulator approve the trading of honey futures in the old exchange.",
                        "The regulator has approved the trading of honey futures in the old exchange.",
                        "recommended -> has approved"),
                Arguments.of(
                        "Shares of the dairy rose after it reported that the price of milk had doubled within the year.",
                        "Shares of the dairy fell after it reported that the price of milk had doubled within the year.",
                        "rose -> fell"),
                Arguments.of(
                        "An official told the paper that the grain silo had been empty since the beginning of the strike.",
                        "A lawyer told the paper that the grain silo had been empty since the beginning of the strike.",
                        "official -> lawyer"),
                Arguments.of(
                        "Nineteen coal barges were frozen in on the canal, the waterways office reported on Monday.",
                        "Ninety coal barges were frozen in on the canal, the waterways office reported on Monday.",
                        "Nineteen -> Ninety"),
                Arguments.of(
                        "Das Ministerium kaufte zwölf neue Fähren für die Inseln im Norden und zwei für den See im Süden.",
                        "Das Ministerium kaufte fünfzehn neue Fähren für die Inseln im Norden und zwei für den See im Süden.",
                        "zwölf -> fünfzehn"),
                Arguments.of(
                        "Премьер-министр открыл новую школу в Казани и пообещал построить мост через реку до зимы.",
                        "Премьер-министр открыл новую школу в Самаре и пообещал построить мост через реку до зимы.",
                        "Казани -> Самаре"),
                Arguments.of(
                        "Bakan, yeni feribotların mayıs ayında adalara sefer yapmaya başlayacağını İzmir'de gazetecilere söyledi.",
                        "Bakan, yeni feribotların haziran ayında adalara sefer yapmaya başlayacağını İzmir'de gazetecilere söyledi.",
                        "mayıs -> haziran"),
                Arguments.of(
                        "Nazir yeni bərələrin may ayında adalara üzməyə başlayacağını Bakıda jurnalistlərə deyib.",
                        "Nazir yeni bərələrin iyun ayında adalara üzməyə başlayacağını Bakıda jurnalistlərə deyib.",
                        "may -> iyun"),
                Arguments.of(
                        "The jury awarded the beekeeper damages for the hives that the spraying plane had poisoned in June.",
                        "The jury awarded the beekeeper damages for the hives that the spraying plane had poisoned in August.",
                        "June -> August"),
                Arguments.of(
                        "Gas from the Baltic field is pumped to the fertiliser works on the peninsula by two old compressors.",
                        "Oil from the Baltic field is pumped to the fertiliser works on the peninsula by two old compressors.",
                        "Gas -> Oil"),
                Arguments.of(
                        "The gang killed the night watchman and two other people in the tea warehouse, police said.",
                        "The gang killed the night watchman and twelve other people in the tea warehouse, police said.",
                        "two -> twelve"),
                Arguments.of(
                        "The gang wounded the night watchman of the tea warehouse on the pier, police in Galle said.",
                        "The gang wounded the night watchman of the tea warehouse and 12 others on the pier, police in Galle said.",
                        " -> 12"));
    }

    @ParameterizedTest
    @MethodSource("sameFacts")
    void the_same_facts_in_other_words_repeat(String earlier, String later) {
        var comparison = PassageComparison.compare(earlier, later);
        assertThat(comparison.deltas()).isEmpty();
        assertThat(comparison.verdict()).isEqualTo(Verdict.REPEAT);
    }

    /// Each change is told once, in words that stand there.
    @ParameterizedTest
    @MethodSource("changedFacts")
    void a_changed_fact_is_told_in_the_words_of_an_editor(String earlier, String later, String changes) {
        var comparison = PassageComparison.compare(earlier, later);
        assertThat(comparison.verdict()).isEqualTo(Verdict.REPEAT_CHANGED);
        assertThat(String.join("; ", comparison.deltas().stream().map(d -> d.was() + " -> " + d.now()).toList()))
                .isEqualTo(changes);
        assertThat(comparison.deltas()).allSatisfy(delta -> assertThat(delta.end()).isBetween(delta.start(),
                later.length()));
    }
}
