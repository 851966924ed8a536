// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {IRunner} from "../../src/session/IRunner.sol";
import {Grant} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {BudgetsTest} from "../session/Budgets.t.sol";
import {CallsTest} from "../session/Calls.t.sol";
import {CallsFuzzTest} from "../session/Calls.fuzz.t.sol";
import {ConditionsTest} from "../session/Conditions.t.sol";
import {ConditionsFuzzTest} from "../session/Conditions.fuzz.t.sol";
import {DecodingTest} from "../session/Decoding.t.sol";
import {GrantedTest} from "../session/Granted.t.sol";
import {HostileOffsetsTest} from "../session/HostileOffsets.t.sol";
import {KeyKindsP256Test, KeyKindsSecp256k1Test, KeyKindsOtherVerifierTest} from "../session/KeyKinds.t.sol";
import {LifeTest} from "../session/Life.t.sol";
import {LimitsTest} from "../session/Limits.t.sol";
import {ModesTest} from "../session/Modes.t.sol";
import {ModuleTest} from "../session/Module.t.sol";
import {PeriodsTest} from "../session/Periods.t.sol";
import {PinsTest} from "../session/Pins.t.sol";
import {PlacesTest} from "../session/Places.t.sol";
import {PoliciesTest} from "../session/Policies.t.sol";
import {RevokeTest} from "../session/Revoke.t.sol";
import {RevokeBySessionKeyTest} from "../session/RevokeBySessionKey.t.sol";
import {SpendTest} from "../session/Spend.t.sol";
import {TargetsTest} from "../session/Targets.t.sol";
import {WindowTest} from "../session/Window.t.sol";
import {OTHER_ACCOUNT_FACTORY} from "../support/OtherAccountFactory.sol";

// Every suite of the session module that works through operations, on an account by another vendor.

contract OtherBudgetsTest is BudgetsTest {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }
}

contract OtherCallsTest is CallsTest {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }

    /// @dev This account has no packed calls, whatever their targets.
    function test_aFirstCallWithoutATarget_isRefused() public override {
        Grant memory grant = open(permitLedger("pay(address,uint256)"));
        bytes4 run = IRunner.runTogether.selector;
        bytes memory reason =
            abi.encodeWithSelector(ISessionValidator.CallDataNotExecute.selector, run, bytes4(0xe9ae5c53));
        expectRefused(use(grant, abi.encodePacked(run, uint16(68), new bytes(68)), hint(0)), reason);
    }
}

contract OtherCallsFuzzTest is CallsFuzzTest {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }
}

contract OtherConditionsTest is ConditionsTest {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }
}

contract OtherConditionsFuzzTest is ConditionsFuzzTest {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }
}

contract OtherDecodingTest is DecodingTest {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }
}

contract OtherGrantedTest is GrantedTest {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }
}

contract OtherHostileOffsetsTest is HostileOffsetsTest {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }
}

contract OtherKeyKindsP256Test is KeyKindsP256Test {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }
}

contract OtherKeyKindsSecp256k1Test is KeyKindsSecp256k1Test {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }
}

contract OtherKeyKindsOtherVerifierTest is KeyKindsOtherVerifierTest {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }
}

contract OtherLifeTest is LifeTest {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }
}

contract OtherLimitsTest is LimitsTest {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }
}

contract OtherModesTest is ModesTest {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }
}

contract OtherModuleTest is ModuleTest {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }

    /// @dev This account checks its own list first.
    function _expectUninstalledRefuses(PackedUserOperation memory op, bytes memory) internal override {
        expectFailed(op, "AA24 signature error");
    }
}

contract OtherPeriodsTest is PeriodsTest {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }
}

contract OtherPinsTest is PinsTest {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }

    /// @dev The only test that knows PlayerAccount's routing. Here every key reaches the module, which finds no such session.
    function testFuzz_reverts_whenTheLaneIsNotTheModules(uint192 key) public override {
        vm.assume(key != lane());
        enable(unpaid(makeGrant()));
        Grant memory other = unpaid(makeGrant());
        other.nonceKey = key;
        bytes memory reason = abi.encodeWithSelector(ISessionValidator.SessionNotLive.selector, sessionOf(other));
        expectRefused(use(other, callPlay(1), hint(0)), reason);
    }
}

contract OtherPlacesTest is PlacesTest {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }
}

contract OtherPoliciesTest is PoliciesTest {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }
}

contract OtherRevokeTest is RevokeTest {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }
}

contract OtherRevokeBySessionKeyTest is RevokeBySessionKeyTest {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }
}

contract OtherSpendTest is SpendTest {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }
}

contract OtherTargetsTest is TargetsTest {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }
}

contract OtherWindowTest is WindowTest {
    constructor() {
        useOtherAccount(OTHER_ACCOUNT_FACTORY);
    }
}
