// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Phase, Report} from "../Validation.sol";
import {ValidationTrace} from "../ValidationTrace.sol";
import {PlantedCode} from "./PlantedCode.sol";

/// @dev Each opcode that ERC-7562 forbids, planted in the account, is caught by its name; what it allows is not.
contract PlantedOpcodesTest is ValidationTrace {
    /// @dev It has code and does nothing.
    address private _silent = makeAddr("silent");

    function setUp() public override {
        super.setUp();
        vm.etch(_silent, hex"00");
    }

    function test_op011_everyBannedOpcode() public {
        bytes[11] memory alone = [
            bytes(hex"32"), hex"3a", hex"41", hex"42", hex"43", hex"44", hex"45", hex"48", hex"4a", hex"5f40", hex"5f49"
        ];
        for (uint256 i = 0; i < alone.length; ++i) {
            _assertBreaks(bytes.concat(alone[i], hex"50"), "OP-011");
        }
        _assertBreaks(hex"5f5f5ff050", "OP-011"); // CREATE
        _assertBreaks(hex"fe", "OP-011");
        _assertBreaks(hex"5fff", "OP-011"); // SELFDESTRUCT
    }

    function test_op012_gasThatIsNotForACall() public {
        _assertBreaks(hex"5a50", "OP-012");
        _assertFine(PlantedCode.callEmpty(_silent, 0));
    }

    function test_op013_anUnassignedOpcode() public {
        _assertBreaks(hex"0c", "OP-013");
        _assertBreaks(hex"ef", "OP-013");
    }

    function test_op020_outOfGas() public {
        _assertBreaks(abi.encodePacked(hex"7f", uint256(1 << 40), hex"5150"), "OP-020"); // MLOAD
    }

    function test_op031_create2InAnAccount() public {
        _assertBreaks(hex"5f5f5f5ff550", "OP-031");
    }

    function test_op041_anAddressWithoutCode() public {
        address nobody = makeAddr("nobody");
        for (uint256 i = 0; i < 2; ++i) {
            bytes1 look = i == 0 ? bytes1(0x3b) : bytes1(0x3f);
            _assertBreaks(abi.encodePacked(hex"73", nobody, look, hex"50"), "OP-041");
        }
        _assertBreaks(abi.encodePacked(hex"5f5f5f73", nobody, hex"3c"), "OP-041");
        _assertBreaks(PlantedCode.callEmpty(nobody, 0), "OP-041");
        _assertBreaks(abi.encodePacked(hex"5f5f5f5f73", nobody, hex"5afa50"), "OP-041");
        _assertBreaks(abi.encodePacked(hex"5f5f5f5f73", nobody, hex"5af450"), "OP-041");
        _assertFine(abi.encodePacked(hex"73", address(target), hex"3b50"));
    }

    function test_op051_theEntryPointsCode() public {
        _assertFine(abi.encodePacked(hex"73", address(entryPoint), hex"3b1550"));
        _assertBreaks(abi.encodePacked(hex"73", address(entryPoint), hex"3b50"), "OP-051");
        _assertBreaks(abi.encodePacked(hex"73", address(entryPoint), hex"3f50"), "OP-051");
    }

    function test_op052_aDepositForSomebodyElse() public {
        bytes4 depositTo = entryPoint.depositTo.selector;
        _assertFine(PlantedCode.call(address(entryPoint), 1, depositTo, uint160(address(account))));
        _assertBreaks(PlantedCode.call(address(entryPoint), 1, depositTo, uint160(address(target))), "OP-052");
    }

    function test_op053_etherForTheEntryPoint() public {
        _assertFine(PlantedCode.callEmpty(address(entryPoint), 1));
    }

    function test_op054_anythingElseOfTheEntryPoint() public {
        bytes4 balanceOf = entryPoint.balanceOf.selector;
        _assertBreaks(PlantedCode.call(address(entryPoint), 0, balanceOf, uint160(address(account))), "OP-054");
        _assertBreaks(PlantedCode.call(address(entryPoint), 0, entryPoint.incrementNonce.selector, 1), "OP-054");
    }

    function test_op061_aCallWithValue() public {
        _assertBreaks(PlantedCode.callEmpty(_silent, 1), "OP-061");
    }

    function test_op062_aPrecompileOfThisChainOnly() public {
        for (uint160 i = 1; i <= 9; ++i) {
            _assertFine(abi.encodePacked(hex"5f5f5f5f73", i, hex"62030000fa50"));
        }
        _assertFine(abi.encodePacked(hex"5f5f5f5f73", uint160(0x100), hex"62030000fa50"));
        _assertBreaks(abi.encodePacked(hex"5f5f5f5f73", uint160(0x0a), hex"62030000fa50"), "OP-062");
    }

    function test_op080_balances() public {
        _assertBreaks(hex"4750", "OP-080");
        _assertBreaks(hex"303150", "OP-080");
    }

    function _assertBreaks(bytes memory fault, string memory rule) private {
        assertBreaks(_planted(fault), rule, Phase.Account);
    }

    function _assertFine(bytes memory fault) private {
        (Report memory report, bytes memory outcome) = traceValidation(_planted(fault));
        assertEq(outcome, VALIDATED, "the operation is valid");
        assertNothingBroken(report);
        assertGt(report.steps[uint8(Phase.Account)], 5, "it was read");
    }

    function _planted(bytes memory fault) private returns (PackedUserOperation memory op) {
        op = signOwner(operation(callPlay(1)));
        vm.deal(address(account), 1 ether);
        vm.etch(address(account), PlantedCode.answering(fault, abi.encode(uint256(0))));
    }
}
