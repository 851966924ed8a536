// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {IRunner} from "../../src/session/IRunner.sol";
import {Grant} from "../support/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {Ledger} from "../support/Ledger.sol";
import {SessionTest} from "../support/SessionTest.sol";

/// @dev Malformed packed calls, packed calls that inherit a target, and accounts that could be led to accept them.
contract PackedTest is SessionTest {
    bytes private _pay = abi.encodeCall(Ledger.pay, (address(1), 1));

    function _open() private returns (Grant memory) {
        return open(permitLedger("pay(address,uint256)"));
    }

    function _run(bytes memory calls_) private pure returns (bytes memory) {
        return abi.encodePacked(IRunner.runTogether.selector, calls_);
    }

    /// @dev A call without a target uses the target of the previous call; the first has no previous call, and zero is not an
    /// account here.
    function test_aTargetThatIsInherited_isCheckedAsAnyOther() public {
        Grant memory grant = _open();
        bytes memory inherited = abi.encodePacked(uint16(_pay.length), _pay);
        bytes memory named = abi.encodePacked(uint16(_pay.length | 0x8000), ledger, _pay);
        bytes memory elsewhere = abi.encodePacked(uint16(_pay.length | 0x8000), target, _pay);
        expectRefused(use(grant, _run(inherited), hint(0)), _notPermitted(0, address(0)));
        expectRefused(use(grant, _run(bytes.concat(elsewhere, inherited)), hint(0)), _notPermitted(0, address(target)));
        expectRefused(
            use(grant, _run(bytes.concat(named, elsewhere, inherited)), hint(0)), _notPermitted(1, address(target))
        );
        handle(use(grant, _run(bytes.concat(named, inherited)), hint(0)));
        assertEq(ledger.made(), 2, "of the first call's target");
        // Nothing is inherited from the previous operation.
        expectRefused(use(grant, _run(inherited), hint(0)), _notPermitted(0, address(0)));
    }

    /// @dev With the account itself as the previous target, the inherited calls are calls to the account.
    function test_theAccount_isInheritedByNobody() public {
        Grant memory grant = _open();
        bytes memory own = abi.encodePacked(uint16(4 | 0x8000), account, IRunner.runTogether.selector);
        expectRefused(
            use(grant, _run(own), hint(0)),
            abi.encodeWithSelector(
                ISessionValidator.CallNotPermitted.selector, 0, account, IRunner.runTogether.selector
            )
        );
    }

    /// @dev Lengths that reach beyond the end, even beyond the end of the operation, into its signature.
    function test_lengthsBehindTheEnd_areRefused() public {
        Grant memory grant = _open();
        uint16[5] memory lengths = [uint16(69), 100, 1_000, 0x7fff, 0x7f00];
        for (uint256 i = 0; i < 5; ++i) {
            refuseAny(use(grant, _run(abi.encodePacked(lengths[i] | 0x8000, ledger, _pay)), hint(0)));
            bytes memory good = abi.encodePacked(uint16(_pay.length | 0x8000), ledger, _pay);
            refuseAny(use(grant, _run(abi.encodePacked(good, lengths[i], _pay)), hint(0)));
        }
        assertEq(ledger.made(), 0, "nothing");
        assertEq(sessionNow(grant).actionsLeft, 100, "nothing was counted");
    }

    /// @dev Shorter than a selector, or empty: no rule could be for such a call.
    function test_callsOfNoLength_areRefused() public {
        Grant memory grant = _open();
        for (uint16 length = 0; length < 4; ++length) {
            bytes memory short = abi.encodePacked(length | 0x8000, ledger, new bytes(length));
            expectRefused(use(grant, _run(short), hint(0)), _notPermitted(0, address(ledger), 0));
        }
        expectRefused(use(grant, _run(""), hint(0)), abi.encodeWithSelector(ISessionValidator.CallCountZero.selector));
        refuseAny(use(grant, _run(hex"00"), hint(0)));
    }

    /// @dev The decoder reads ABI-encoded arguments after the selector as packed calls.
    function test_anAbiEncodedBatch_isNoPackedOne() public {
        Grant memory grant = _open();
        Execution[] memory list = calls(_pay, _pay);
        refuseAny(use(grant, _run(abi.encode(list)), hint(0)));
        handle(use(grant, packed(list), hint(0)));
    }

    /// @dev More calls than the session has actions: each one counts.
    function test_manySmallCalls_areEachCounted() public {
        Grant memory grant = open(permitLedger("nothing()"));
        bytes4 nothing = bytes4(keccak256("nothing()"));
        bytes memory many = abi.encodePacked(uint16(4 | 0x8000), ledger, nothing);
        for (uint256 i = 0; i < 100; ++i) {
            many = abi.encodePacked(many, uint16(4), nothing);
        }
        expectRefused(
            use(grant, _run(many), hint(0)),
            abi.encodeWithSelector(ISessionValidator.ActionsExceeded.selector, 101, 100)
        );
    }

    /// @dev Accounts by other vendors whose fallback answers everything: none says that it is a runner, so none is treated as one
    /// because of an accidental answer.
    function test_accountsOfOthers_thatAnswerEverything_areNoRunners() public {
        bytes memory ones = abi.encode(1, 1, 1, 1);
        bytes32 magic = bytes32(IRunner.standing.selector);
        bytes[5] memory answers = [
            bytes(""),
            abi.encode(1),
            ones,
            // The magic word, and an answer that is too short or too long.
            abi.encode(magic, 1, 0),
            abi.encode(magic, 1, 0, 0, 0)
        ];
        for (uint256 i = 0; i <= answers.length; ++i) {
            bool reverts = i == answers.length;
            AnsweringAccount other = new AnsweringAccount(reverts ? abi.encode(magic, 1, 0, 0) : answers[i], reverts);
            Grant memory grant = _enabledFor(address(other), uint32(i));
            assertTrue(sessionNow(grant).isLive, "a session of an account of others");
            bytes memory reason = abi.encodeWithSelector(
                ISessionValidator.CallDataNotExecute.selector, IRunner.runTogether.selector, bytes4(0xe9ae5c53)
            );
            vm.expectRevert(reason);
            this.askExternally(address(other), grant, packed(calls(_pay, _pay)));
            this.askExternally(address(other), grant, batch(calls(_pay, _pay)));
        }
    }

    /// @dev An account that says it is a runner is treated as one, with no effect on any other account.
    function test_anAccountThatSaysItIsARunner_isOne_forItself() public {
        AnsweringAccount other = new AnsweringAccount(abi.encode(bytes32(IRunner.standing.selector), 1, 0, 0), false);
        Grant memory grant = _enabledFor(address(other), 9);
        this.askExternally(address(other), grant, packed(calls(_pay, _pay)));
        assertEq(sessionNow(grant).actionsLeft, 98, "counted");
    }

    /// @dev As that account asks the module.
    function askExternally(address other, Grant memory grant, bytes calldata callData) external {
        PackedUserOperation memory op = use(grant, callData, hint(0));
        vm.prank(other);
        validator.validateUserOp(op, 0);
    }

    function _enabledFor(address other, uint32 number) private returns (Grant memory grant) {
        grant = unpaid(grantOf(permitLedger("pay(address,uint256)")));
        grant.account = other;
        grant.epoch = 0;
        grant.nonceKey = laneOf(number);
        enable(grant);
    }

    function _notPermitted(uint256 index, address to) private pure returns (bytes memory) {
        return _notPermitted(index, to, Ledger.pay.selector);
    }

    function _notPermitted(uint256 index, address to, bytes4 selector) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ISessionValidator.CallNotPermitted.selector, index, to, selector);
    }
}

/// @dev Answers every unknown call with its constructor argument, or reverts with it.
contract AnsweringAccount {
    bytes private _answer;
    bool private _reverts;

    constructor(bytes memory answer, bool reverts) {
        (_answer, _reverts) = (answer, reverts);
    }

    function isValidSignature(bytes32, bytes calldata) external pure returns (bytes4) {
        return IERC1271.isValidSignature.selector;
    }

    /// @dev Whoever asks for itself is installed.
    function isModuleInstalled(uint256 kind, address module, bytes calldata) external view returns (bool) {
        return kind == 1 && module == msg.sender;
    }

    fallback() external {
        (bytes memory answer, bool reverts) = (_answer, _reverts);
        assembly ("memory-safe") {
            if reverts { revert(add(answer, 0x20), mload(answer)) }
            return(add(answer, 0x20), mload(answer))
        }
    }
}
