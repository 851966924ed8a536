// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {IERC7913SignatureVerifier} from "@openzeppelin/contracts/interfaces/IERC7913.sol";

import {Phase, Report} from "../Validation.sol";
import {PlantedCode} from "./PlantedCode.sol";
import {Grant, Policy} from "../../support/Grant.sol";
import {ValidationTrace} from "../ValidationTrace.sol";

/// @dev The same faults in every contract that takes part in a validation. The effect of each opcode and each edge of the storage
/// rules on an account is planted in contracts/test/erc7562/planted.
contract PlantedPlacesTest is ValidationTrace {
    address private _verifier = makeAddr("planted verifier");
    address private _policy = makeAddr("planted policy");
    address private _somebody = makeAddr("somebody");
    bool private _isPlantedKey;
    bytes private _moduleCode;

    /// @dev The session key may name the planted verifier.
    function keyBytes(uint256 key) internal view override returns (bytes memory) {
        return _isPlantedKey ? abi.encodePacked(_verifier, key) : super.keyBytes(key);
    }

    function signerBytes(uint256 key) internal view override returns (bytes memory) {
        return _isPlantedKey ? keyBytes(key) : super.signerBytes(key);
    }

    function test_timestamp() public {
        _assertBreaksEverywhere(hex"4250", "OP-011");
    }

    function test_gas() public {
        _assertBreaksEverywhere(hex"5a50", "OP-012");
    }

    function test_foreignSlots() public {
        _assertAccountBreaks(PlantedCode.load(0), "STO-021");
        _assertAccountBreaks(PlantedCode.loadAssociated(_somebody, 7, 0), "STO-021");
        assertBreaks(_inModule(hex"5f5f55"), "STO-021", Phase.Account);
    }

    function test_transientStorage_countsLikeStorage() public {
        _assertAccountBreaks(hex"5f5c50", "STO-021");
        assertBreaks(_inModule(hex"5f5f5d"), "STO-021", Phase.Account);
    }

    function test_theSendersSlots_areFree() public {
        _assertFine(_inPolicy(PlantedCode.loadAssociated(address(account), 7, 0)));
        _assertFine(_inModule(PlantedCode.loadAssociated(address(account), 7, 128)));
        assertBreaks(_inModule(PlantedCode.loadAssociated(address(account), 7, 129)), "STO-021", Phase.Account);
    }

    /// @dev A policy is called statically, so it can write nothing; it may call other contracts.
    function test_aPolicy_asksTheEntryPointOrThePaymaster() public {
        bytes memory ask = PlantedCode.call(address(entryPoint), 0, entryPoint.balanceOf.selector, 0);
        assertBreaks(_inPolicy(ask), "OP-054", Phase.Account);
        ask = PlantedCode.call(address(paymaster), 0, paymaster.signer.selector, 0);
        assertBreaks(_inPolicy(ask), "STO-031", Phase.Account);
        assertBreaks(_inPolicy(PlantedCode.callEmpty(makeAddr("nobody"), 0)), "OP-041", Phase.Account);
    }

    function test_thePaymastersOwnSlots_needAStake() public {
        _assertFine(_inPaymaster(PlantedCode.load(0)));
        _unstake();
        assertBreaks(_inPaymaster(PlantedCode.load(0)), "STO-031", Phase.Paymaster);
    }

    /// @dev It reads its signer to accept a voucher; a credit alone is the sender's storage.
    function test_thePaymaster_needsItsStake_toTakeVouchers() public {
        Grant memory grant = shown();
        _unstake();
        _assertFine(use(grant, callPlay(1), hint(0)));
        grant.nonceKey = laneOf(8);
        assertBreaks(first(grant, callPlay(1), hint(0)), "STO-031", Phase.Paymaster);
    }

    function test_thePaymaster_readsNothingOfOthers() public {
        _assertPaymasterBreaks(_store(PlantedCode.load(0)));
        _assertPaymasterBreaks(_store(PlantedCode.loadAssociated(_somebody, 7, 0)));
        _assertFine(_inPaymaster(_store(PlantedCode.loadAssociated(address(account), 7, 0))));
        _assertFine(_inPaymaster(_store(PlantedCode.loadAssociated(address(paymaster), 7, 0))));
    }

    // ---------------------------------------------------------------- where

    function _assertBreaksEverywhere(bytes memory fault, string memory rule) private {
        _assertAccountBreaks(fault, rule);
        assertBreaks(_inPaymaster(fault), rule, Phase.Paymaster);
    }

    /// @dev In each contract that is called while the account validates; each time in a fresh world.
    function _assertAccountBreaks(bytes memory fault, string memory rule) private {
        for (uint256 place = 0; place < 4; ++place) {
            uint256 state = vm.snapshotState();
            PackedUserOperation memory op = place == 0
                ? _inModule(fault)
                : place == 1 ? _inVerifier(fault) : place == 2 ? _inPolicy(fault) : _inReader(fault);
            assertBreaks(op, rule, Phase.Account);
            vm.revertToState(state);
        }
    }

    function _assertPaymasterBreaks(bytes memory fault) private {
        assertBreaks(_inPaymaster(fault), "STO-032", Phase.Paymaster);
    }

    function _assertFine(PackedUserOperation memory op) private {
        (Report memory report, bytes memory outcome) = traceValidation(op);
        assertEq(outcome, VALIDATED, "the operation is valid");
        assertNothingBroken(report);
    }

    /// @dev Etched after the operation was made, because making it asks the real contracts for hashes. Paid by the account.
    function _inModule(bytes memory fault) private returns (PackedUserOperation memory op) {
        if (_moduleCode.length == 0) _moduleCode = address(validator).code;
        vm.etch(address(validator), _moduleCode);
        op = use(makeGrant(), callPlay(1), hint(0));
        op.paymasterAndData = "";
        vm.etch(address(validator), PlantedCode.answering(fault, abi.encode(uint256(0))));
    }

    function _inVerifier(bytes memory fault) private returns (PackedUserOperation memory) {
        _isPlantedKey = true;
        bytes32 yes = bytes32(IERC7913SignatureVerifier.verify.selector);
        vm.etch(_verifier, PlantedCode.answering(fault, abi.encode(yes)));
        return first(makeGrant(), callPlay(1), hint(0));
    }

    function _inPolicy(bytes memory fault) private returns (PackedUserOperation memory) {
        vm.etch(_policy, PlantedCode.answering(fault, abi.encode(uint256(1))));
        Grant memory grant = makeGrant();
        grant.permissions[0].policies = new Policy[](1);
        grant.permissions[0].policies[0].policy = _policy;
        return first(grant, callPlay(1), hint(0));
    }

    /// @dev Its answer is not a grant, so the operation ends there.
    function _inReader(bytes memory fault) private returns (PackedUserOperation memory op) {
        op = first(makeGrant(), callPlay(1), hint(0));
        vm.etch(address(reader), PlantedCode.answering(fault, ""));
    }

    /// @dev On an owner's operation, so that only the paymaster is planted.
    function _inPaymaster(bytes memory fault) private returns (PackedUserOperation memory op) {
        op = ownerOperation(callPlay(1));
        op.paymasterAndData = credited();
        op.signature = signAsOwner(entryPointHash(op));
        vm.etch(address(paymaster), PlantedCode.answering(fault, abi.encode(uint256(0x40), uint256(0), uint256(0))));
    }

    /// @dev Another contract that does it when called.
    function _store(bytes memory code) private returns (bytes memory) {
        address store = makeAddr("store");
        vm.etch(store, code);
        return PlantedCode.callEmpty(store, 0);
    }

    function _unstake() private {
        vm.prank(address(paymaster));
        entryPoint.unlockStake();
    }
}
