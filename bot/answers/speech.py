"""How people talk, as the catalogues of texts say for each language: a language is added there, without any code."""

from functools import cache

from bot.answers.smalltalk import Speech
from bot.spoken_words import Words, spoken


@cache
def speech() -> Speech:
    """What is known of all languages at once: nobody is asked in which one they greet."""
    return Speech(
        small_talk=_small_talk() | _calls_for_help(),
        filling=_filling(),
        denials=_folded(spoken("no")),
        refusals=_refusals(),
        dismissals=_dismissals(),
        exclusions=_exclusions() | _folded(spoken("neither")),
        lacks=_folded(spoken("no|without|no more of|none of")),
        articles=_folded(spoken("a|an|the|this|that|any|about|on|your")),
        tails=_folded(spoken("at all|all|any more|anymore|more|anyway|instead|out")),
        idioms=_folded(spoken("skip the queue|skip queue|skip the line")),
        turns=frozenset(spoken("but|instead|rather")),
        openers=_openers(),
        abuse=_abuse(),
        tellers=_tellers(),
        leads=_leads(),
        asking_leads=_leads_to_rules() | _leads_to_words() | _leads_to_what_it_is(),
        endings=_longest_first(_folded(spoken("ers|er|es|e|s"))),
        joints=frozenset(spoken("and|or|plus|both|vs|versus|as well as").plus(spoken("nor"))),
        steps=frozenset(spoken("then|so|also|afterwards")),
        askers=_askers(),
    )


def _filling() -> frozenset[str]:
    return _folded(
        spoken(
            "a|an|the|you|you're|youre|are|is|it|so|very|this|that|u|ur|piece|of|i|and|to"
            "|much|really|my|your|for|was|today|now|then|too|again|all|everyone"
            "|people|guys|many|what an"
        )
    )


def _refusals() -> frozenset[str]:
    return _folded(
        spoken(
            "i do not want to know|i do not want to hear|i don't want to know|i don't want to hear"
            "|i do not need to know|i do not need to hear|i don't need to know|i don't need to hear"
            "|i do not care to know|i do not care to hear|i don't care to know|i don't care to hear"
        )
    )


def _dismissals() -> frozenset[str]:
    return _folded(
        spoken(
            "forget it|not|not now|skip it|drop it|nothing|it does not matter|doesnt matter|whatever"
            "|never mind|nevermind|i do not care|i don't care|i couldn't care less|leave me alone|leave me be|let me be"
            "|don't|do not|i have no question|i have no questions|i have no more questions|no questions|no question"
            "|i do not need anything|i don't need anything|i do not need help|i don't need help|i need no help"
        )
    )


def _askers() -> frozenset[str]:
    return _folded(
        spoken(
            "what|what's|how|who|whom|whose|when|where|why|which|may|can|could|must|should|shall|do|does|did|is|are|am"
            "|will|would|have|has"
        )
    )


def _openers() -> frozenset[str]:
    return _folded(
        spoken(
            "and|but|or|so|also|then|what if|what about|how about|even|does that go|does that apply"
            "|does that count|does this apply|is that also|is that still|what happens if"
        )
    )


def _leads() -> frozenset[str]:
    return _folded(
        spoken(
            "standard|standards|standard for|standard on|standards for"
            "|the standard|the standard for|the standard on"
            "|what is the standard for|what is the standard on"
            "|whats the standard for|whats the standard on"
            "|what does the standard say about|what are the rules for|rules for"
            "|the rules for|show me|show me the standard for|find|look up"
            "|search for|tell me about|show|i need|i want|i want to see"
            "|i would like to see|can i see|can i get|may i see|give me|a standard on"
            "|a standard for|is there a standard for|is there a standard on"
        )
    )


def _leads_to_rules() -> frozenset[str]:
    return _folded(
        spoken(
            "what is the standard about|whats the standard about|what is our standard for|what is our standard on"
            "|whats our standard for|whats our standard on|do we have a standard for|do we have a standard on"
            "|what is the rule for|what is the rule on|what is the rule about|whats the rule for|whats the rule on"
            "|whats the rule about|what are the rules on|what are the rules about|what are our rules for"
            "|what are our rules on|what are our rules about|what do the rules say about|what does the rule say about"
            "|is there a rule for|is there a rule on|is there a rule about|are there rules for|are there rules on"
            "|are there rules about|do we have a rule for|do we have a rule on|do we have a rule about"
            "|do we have rules for|do we have rules on|do we have rules about|rule for|rule on|rule about"
            "|the rule for|the rule on|the rule about|rules on|rules about|the rules on|the rules about"
            "|what is the policy for|what is the policy on|whats the policy for|whats the policy on"
            "|what is our policy for|what is our policy on|whats our policy for|whats our policy on"
            "|is there a policy for|is there a policy on|do we have a policy for|do we have a policy on|policy for"
            "|policy on|the policy for|the policy on|guidelines for|guidelines on"
        )
    )


def _leads_to_words() -> frozenset[str]:
    return _folded(
        spoken(
            "i have a question about|i have a question on|question about|a question about|i want to know about"
            "|i would like to know about|i need to know about|anything about|something about|info on|info about"
            "|information on|information about|help with|i need help with|can you help me with|could you help me with"
            "|can you tell me about|could you tell me about|can you show me|could you show me|please show me"
        )
    )


def _leads_to_what_it_is() -> frozenset[str]:
    return _folded(
        spoken(
            "what is|whats|what are|difference between|the difference between|what is the difference between"
            "|whats the difference between"
        )
    )


def _exclusions() -> frozenset[str]:
    return _folded(
        spoken(
            "not|not about|no more|no more about|nothing about|not anything about|anything but|everything but"
            "|anything except|everything except|anything other than|except|other than"
            "|i do not want|i don't want|i do not want to see|i don't want to see"
            "|i do not want to read|i don't want to read"
            "|i do not want anything about|i don't want anything about|i do not need|i don't need"
            "|i do not need help with|i don't need help with|i do not need any help with|i don't need any help with"
            "|i need no help with|no help with|i do not mean|i don't mean"
            "|i do not care about|i don't care about|i am not asking about|i'm not asking about|i did not ask about"
            "|i didn't ask about|i never asked about|i am not interested in|i'm not interested in|im not interested in"
            "|it is not about|it's not about|it isn't about|this is not about|this isn't about|that is not about"
            "|do not show me|don't show me|stop showing me|do not tell me about|don't tell me about"
            "|stop telling me about"
            "|never mind|never mind about|nevermind|forget|forget about|skip|drop"
            "|ignore|leave out|enough of|enough about"
        )
    )


def _small_talk() -> frozenset[str]:
    return _folded(
        spoken(
            "hi|hello|hey|there|hiya|yo|bye|goodbye|morning|evening|night|thanks"
            "|thank|thx|cheers|ok|okay|yes|no|yeah|nope|sure|great|nice|cool|good|lol"
            "|haha|hahaha|hehe|wow|test|testing|takt|bot|ping|sorry|please|fuck"
            "|fucking|shit|idiot|stupid|moron|asshole|bitch|crap|damn|loser|useless"
            "|dumb|awesome|perfect|brilliant|hmm|meh|ugh|thank you|thanks a lot"
            "|for your help|for the help|for helping|for everything|that helped"
            "|that was helpful|very helpful|how are you|how are you doing"
            "|hows it going|how is it going|whats up|who are you|what are you"
            "|are you a robot|are you human|are you real|what can you do"
            "|can you help me|i love you|i hate you|hate you|you suck|shut up|go away"
            "|piss off|screw you|get lost|dickhead|bastard|well done|good job"
            "|happy birthday|merry christmas|congratulations|not bad|got it"
            "|youre welcome|ta|ty|tysm|mate|wtf|omg|stfu|lmao|rofl|idk|brb|kthxbye"
            "|my bad|nice one|rubbish|garbage|nonsense|pathetic|hopeless|terrible"
            "|awful|bloody|bloody hell|go to hell|dammit|damn it|bullshit|bollocks"
            "|wanker|prick|twat|cunt|dick|fuck off|bugger off|sod off|no worries"
            "|no problem|youre the best|good afternoon|good day|happy new year"
            "|tell me a joke|sigh|idiots|morons|eat shit|kiss my ass|screw this"
            "|stop it|xd|kk|huh|anyone home|anybody home|what is your name"
            "|whats your name|who made you|who built you|i am bored|im bored"
            "|will you marry me|your mom|you smell|do you like me|are you there"
            "|have a nice weekend|nice weekend|good weekend|what the fuck|what the hell|what the heck"
            "|son of a bitch|bitches"
        )
    )


def _calls_for_help() -> frozenset[str]:
    """What people say before they ask."""
    return _folded(
        spoken(
            "help me|please help me|can somebody help me|can someone help me|can anybody help me|can anyone help me"
            "|could you help me|i need help|i have a question|i have a quick question|got a question"
            "|can i ask something|can i ask you something|can i ask a question|can i ask you a question"
            "|may i ask something|may i ask you something|may i ask a question|may i ask you a question"
            "|how do you work|how do i use you|what can i ask you|what can i ask|what do you know"
        )
    )


def _abuse() -> frozenset[str]:
    return _folded(
        spoken(
            "fuck|fucks|fucked|fucker|fuckers|fucking|fuckin|motherfucker|motherfuckers|shithead|dipshit"
            "|asshole|assholes|arsehole|arseholes|dumbass|jackass|cunt|cunts|twat|twats|wanker|wankers|prick|pricks"
            "|dickhead|dickheads|bastard|bastards|retard|retards|retarded|scum|scumbag|whore|whores"
            "|idiot|idiots|idiotic|moron|morons|moronic|imbecile|cretin|douche|douchebag|bullshit|bollocks"
            "|tosser|tossers|knobhead|bellend"
        )
    )


def _tellers() -> frozenset[str]:
    return _folded(
        spoken(
            "customer|customers|guest|guests|client|clients|visitor|visitors|patient|patients|he|hes|she|shes|they"
            "|him|her|them|someone|somebody|anyone|colleague|colleagues|coworker|boss|manager|child|children|kid|kids"
            "|man|woman|boy|girl|says|said|say|saying|calls|called|call|calling|shouts|shouted|shouting|screams"
            "|yells|tells|told|swears|swearing|swear|me|us|what|who|how|when|where|why|which|may|must|should|if"
        )
    )


def _folded(words: Words) -> frozenset[str]:
    return frozenset(words.folded)


def _longest_first(endings: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(endings, key=lambda ending: (-len(ending), ending)))
